import { Badge, Button, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight, IconPlus, IconWorld } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { useEditor } from "@/store";
import { useIssuesAt } from "../editing/IssueBoard";
import { useEdit } from "../editing/useEdit";
import { Hint } from "../panel/Hint";
import { IssueCount } from "../panel/IssueCount";
import { Section } from "../panel/Section";
import { usePlace } from "../place";
import { newRequest } from "./operations";
import classes from "./RequestsSection.module.css";
import { requestTitle } from "./titles";

/** All requests of the bot. */
export function RequestsSection() {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const requests = useEditor((state) => state.document.requests);
  const open = usePlace((state) => state.openRequest);
  const add = () => {
    const made = newRequest(t("requests.new"));
    edit.run([made.operation], t("requests.add"));
    open(made.id);
  };
  return (
    <Section
      name="requests"
      title={t("requests.title")}
      icon={<IconWorld size={16} aria-hidden />}
      count={requests?.length}
      openAtFirst={(requests?.length ?? 0) > 0}
      place={["requests"]}
    >
      {requests?.length ? null : <Hint>{t("requests.none")}</Hint>}
      <Stack gap={4}>
        {requests?.map((request) => (
          <RequestLine key={request.id} request={request} onOpen={() => open(request.id)} />
        ))}
      </Stack>
      {edit.readOnly ? null : (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={add}
          >
            {t("requests.add")}
          </Button>
        </Group>
      )}
    </Section>
  );
}

function RequestLine({ request, onOpen }: { request: RequestPart; onOpen: () => void }) {
  const issues = useIssuesAt(["requests", request.id], true);
  return (
    <UnstyledButton className={classes.line} onClick={onOpen}>
      <Badge variant="default" size="sm" className={classes.method}>
        {request.method ?? "GET"}
      </Badge>
      <Stack gap={0} flex={1} miw={0}>
        <Text size="sm" truncate>
          {requestTitle(request)}
        </Text>
        <Text size="xs" c="var(--text-2)" truncate>
          {request.url}
        </Text>
      </Stack>
      <IssueCount issues={issues} />
      <IconChevronRight size={16} aria-hidden />
    </UnstyledButton>
  );
}
