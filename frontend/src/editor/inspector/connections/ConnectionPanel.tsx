import { Stack } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { stepTitle } from "@/model/document";
import type { ConnectionPlace } from "@/model/index";
import { useEditor } from "@/store";
import { useIssuesAt } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";
import { PanelHead } from "../panel/PanelHead";
import { ConnectionFields } from "./ConnectionFields";
import { TargetField } from "./TargetField";
import { useWayName } from "./useWayName";

/** A connection by itself, as it was picked on the canvas. */
export function ConnectionPanel({ connection, groupId, stepId }: ConnectionPlace) {
  const { t } = useTranslation("inspector");
  const wayName = useWayName();
  const step = useEditor((state) => (stepId === null ? undefined : state.index.step(stepId)));
  const select = useEditor((state) => state.select);
  const owner = stepId === null ? [] : ["steps", stepId];
  const place = [...owner, "groups", groupId, "connections", connection.id];
  const issues = useIssuesAt(place, true);
  return (
    <>
      <PanelHead
        kind={t("kinds.connection")}
        icon={<IconArrowRight size={18} aria-hidden />}
        title={wayName(connection)}
        back={{
          label: step ? t("back.step", { name: stepTitle(step) }) : t("back.bot"),
          onClick: () =>
            select({ steps: stepId === null ? [] : [stepId], connection: null, group: groupId, notes: [] }),
        }}
      />
      <Stack p="md" gap="sm">
        <IssueLines issues={issues} />
        <TargetField connection={connection} place={place} step={step ?? null} />
        <ConnectionFields connection={connection} place={place} />
      </Stack>
    </>
  );
}
