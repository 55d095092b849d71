import { Alert, Button, Group, Text } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { $api, api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { Step, TemplateInstance } from "@/model/document";
import { useEditor, useEditorStore } from "@/store";
import { FaultAlert } from "@/ui";
import { untilSaved } from "@/store/untilSaved";
import { useEdit } from "../editing/useEdit";

/** That a newer version of the template is there, and whether the step fits it as it is. */
export function NewerVersion({ step, instance }: { step: Step; instance: TemplateInstance }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const store = useEditorStore();
  const botId = useEditor((state) => state.botId);
  const isSaved = useEditor((state) => state.saved.state === "saved");
  const query = { bot_id: botId, key: step.id };
  const { data } = $api.useQuery(
    "get",
    "/api/v1/template-instances",
    { params: { query } },
    { enabled: isSaved },
  );
  const update = useMutation({
    mutationFn: async (rowId: string) => {
      await untilSaved(store);
      return unwrap(
        api.POST("/api/v1/template-instances/{part_id}/update", {
          params: { path: { part_id: rowId } },
          body: {},
        }),
      );
    },
  });
  const row = data?.items[0];
  const newest = row?.newest_version ?? null;
  if (row === undefined || newest === null || newest <= instance.version) return null;
  return (
    <Alert variant="light" icon={<IconArrowUp size={18} aria-hidden />}>
      <Group gap="xs" justify="space-between">
        <Text size="sm">
          {t(row.newer_fits ? "template.newerFits" : "template.newer", { version: newest })}
        </Text>
        {row.newer_fits && !edit.readOnly ? (
          <Button size="compact-sm" loading={update.isPending} onClick={() => update.mutate(row.id)}>
            {t("template.update")}
          </Button>
        ) : null}
      </Group>
      {update.error ? <FaultAlert fault={update.error} /> : null}
    </Alert>
  );
}
