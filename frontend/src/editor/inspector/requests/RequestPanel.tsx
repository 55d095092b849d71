import { Stack } from "@mantine/core";
import { IconTrash, IconWorld } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { removeRequest } from "@/model/commands";
import { usagesOfRequest } from "@/model/references";
import { useEditor, useEditorStore } from "@/store";
import { IconButton } from "@/ui";
import { useIssuesAt } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";
import { TextField } from "../editing/TextField";
import { useEdit } from "../editing/useEdit";
import { PanelHead } from "../panel/PanelHead";
import { Section } from "../panel/Section";
import { WhereUsed } from "../panel/WhereUsed";
import { usePlace } from "../place";
import { RequestAddress } from "./RequestAddress";
import { RequestBody } from "./RequestBody";
import { RequestOptions } from "./RequestOptions";
import { requestTitle } from "./titles";
import { TryOut } from "./tryout/TryOut";

/** A request of the bot: what is sent, and a try of it (flow-language.md 1, 6). */
export function RequestPanel({ request, backLabel }: { request: RequestPart; backLabel: string }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const store = useEditorStore();
  const close = usePlace((state) => state.closeRequest);
  const place = ["requests", request.id];
  const issues = useIssuesAt(place, true);
  return (
    <>
      <PanelHead
        kind={t("kinds.request")}
        icon={<IconWorld size={18} aria-hidden />}
        title={requestTitle(request)}
        back={{ label: backLabel, onClick: close }}
        actions={
          edit.readOnly ? null : (
            <IconButton
              label={t("requests.remove")}
              onClick={() => {
                close();
                edit.run(removeRequest(store.getState().document, request.id), t("requests.remove"));
              }}
            >
              <IconTrash size={18} aria-hidden />
            </IconButton>
          )
        }
      />
      {issues.length > 0 ? (
        <Stack p="md" pb={0}>
          <IssueLines issues={issues} />
        </Stack>
      ) : null}
      <Section name="request.sent" title={t("requests.sent")}>
        <TextField
          path={[...place, "name"]}
          value={request.name}
          label={t("requests.name")}
          placeholder={request.id}
        />
        <RequestAddress request={request} />
        <RequestBody request={request} />
      </Section>
      <Section name="request.options" title={t("requests.options")} openAtFirst={false} place={place}>
        <RequestOptions request={request} />
      </Section>
      <Section name="request.try" title={t("tryout.title")}>
        <TryOut key={request.id} request={request} />
      </Section>
      <Section name="request.used" title={t("requests.used")}>
        <Uses requestId={request.id} />
      </Section>
    </>
  );
}

/** The groups that send it. */
function Uses({ requestId }: { requestId: string }) {
  const { t } = useTranslation("inspector");
  const document = useEditor((state) => state.document);
  return <WhereUsed usages={usagesOfRequest(document, requestId)} none={t("requests.unused")} />;
}
