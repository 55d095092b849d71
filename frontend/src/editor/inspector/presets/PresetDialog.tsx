import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { JsonObject } from "@/model/json";
import { useEditor, useEditorStore } from "@/store";
import { FaultAlert } from "@/ui";
import { SchemaForm } from "@/forms";
import { untilSaved } from "@/store/untilSaved";
import { Hint } from "../panel/Hint";
import { arrived } from "./arrived";
import { usePresetSchema } from "./usePresetSchema";
import { usePresets, type Preset } from "./usePresets";

interface Props {
  preset: Preset;
  onClose: () => void;
  /** Paths of connections that are to lead to the new step. */
  connect?: string[];
  position?: { x: number; y: number };
}

/** What can be chosen in a preset, before its steps are made. */
export function PresetDialog({ preset, onClose, connect, position }: Props) {
  const { t } = useTranslation("inspector");
  const { titleOf, descriptionOf } = usePresets();
  const store = useEditorStore();
  const botId = useEditor((state) => state.botId);
  const [config, setConfig] = useState<JsonObject>({});
  const schema = usePresetSchema(preset, config);
  const [name, setName] = useState("");
  const [operationId] = useState(() => crypto.randomUUID());
  const make = useMutation({
    mutationFn: async () => {
      await untilSaved(store);
      const body = {
        preset_id: preset.id,
        bot_id: botId,
        config,
        name: name || null,
        connect,
        position,
        operation_id: operationId,
      };
      const made = await unwrap(api.POST("/api/v1/presets/create-step", { body }));
      if (await arrived(store, made.key)) store.getState().reveal({ step: made.key });
      return made;
    },
    onSuccess: onClose,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={titleOf(preset)}
      closeButtonProps={{ "aria-label": t("close") }}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack gap="sm">
          <Hint>{descriptionOf(preset)}</Hint>
          <TextInput
            label={t("step.name")}
            placeholder={titleOf(preset)}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SchemaForm schema={schema} value={config} onChange={setConfig} />
          <FaultAlert fault={make.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t("presets.add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
