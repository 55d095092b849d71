import { Button, Group, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { Preset as KeptPreset, Step } from "@/model/document";
import { same, type JsonObject } from "@/model/json";
import { useEditor, useEditorStore } from "@/store";
import { FaultAlert, ServerImage } from "@/ui";
import { SchemaForm } from "@/forms";
import { useIssuesAt } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";
import { untilSaved } from "@/store/untilSaved";
import { useEdit } from "../editing/useEdit";
import { Hint } from "../panel/Hint";
import { Section } from "../panel/Section";
import { usePresetSchema } from "./usePresetSchema";
import { usePresets } from "./usePresets";

const EMPTY: JsonObject = {};

/** The preset a step was made from: another config makes its parts anew; opened up, they are ordinary ones. */
export function StepPreset({ step, kept }: { step: Step; kept: KeptPreset }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const { presets, titleOf } = usePresets();
  const issues = useIssuesAt(["steps", step.id, "preset"], true);
  const [typed, setTyped] = useState<{ config: JsonObject; of: JsonObject | undefined } | null>(null);
  const preset = presets.find((one) => one.id === kept.id);
  const written = kept.config ?? EMPTY;
  const config = typed !== null && typed.of === kept.config ? typed.config : written;
  const schema = usePresetSchema(preset, config);
  const isTyped = !same(config, written);
  const update = useUpdate(step.id);
  return (
    <Section
      name="step.preset"
      title={preset ? titleOf(preset) : t("presets.unknown", { id: kept.id })}
      icon={preset ? <ServerImage src={preset.icon} alt="" w={18} h={18} /> : undefined}
    >
      {preset ? (
        <SchemaForm
          schema={schema}
          value={config}
          readOnly={edit.readOnly}
          onChange={(next) => setTyped({ config: next, of: kept.config })}
        />
      ) : null}
      <IssueLines issues={issues} />
      {update.error ? <FaultAlert fault={update.error} /> : null}
      {edit.readOnly ? null : (
        <Stack gap="xs">
          {preset ? <Hint>{t(isTyped ? "presets.notYet" : "presets.remakes")}</Hint> : null}
          <Group gap="xs">
            {preset ? (
              <Button
                size="sm"
                disabled={!isTyped}
                loading={update.isPending}
                onClick={() => update.mutate(config)}
              >
                {t("presets.apply")}
              </Button>
            ) : null}
            <Button
              size="sm"
              variant="default"
              onClick={() =>
                edit.run([{ op: "remove", path: ["steps", step.id, "preset"] }], t("presets.open"))
              }
            >
              {t("presets.open")}
            </Button>
          </Group>
        </Stack>
      )}
    </Section>
  );
}

function useUpdate(stepId: string) {
  const store = useEditorStore();
  const botId = useEditor((state) => state.botId);
  return useMutation({
    mutationFn: async (config: JsonObject) => {
      await untilSaved(store);
      const rows = await unwrap(
        api.GET("/api/v1/steps", { params: { query: { bot_id: botId, key: stepId } } }),
      );
      const row = rows.items[0];
      if (row === undefined) throw new Error("part:not_found");
      return unwrap(api.POST("/api/v1/presets/update-step", { body: { step_id: row.id, config } }));
    },
  });
}
