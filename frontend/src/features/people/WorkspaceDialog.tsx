import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { fieldFault, unwrap } from "@/api/faults";
import { FaultAlert } from "@/ui";

type Named = { id: string; name: string };

type WorkspaceDialogProps = {
  /** The one that gets another name; null: a new one. */
  workspace: Named | null;
  opened: boolean;
  onClose: () => void;
  onDone: (workspace: Named) => void;
};

/** The name of a workspace. */
export function WorkspaceDialog({ workspace, opened, onClose, onDone }: WorkspaceDialogProps) {
  const { t } = useTranslation("people");
  return (
    <Modal opened={opened} onClose={onClose} title={t(workspace ? "workspace.rename" : "workspace.new")}>
      <WorkspaceForm workspace={workspace} onClose={onClose} onDone={onDone} />
    </Modal>
  );
}

function WorkspaceForm({ workspace, onClose, onDone }: Omit<WorkspaceDialogProps, "opened">) {
  const { t } = useTranslation(["people", "ui"]);
  const queries = useQueryClient();
  const [name, setName] = useState(workspace?.name ?? "");
  const saving = useMutation({
    mutationFn: () => keep(workspace, name.trim()),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["get", "/api/v1/workspaces"] });
      onDone(saved);
      onClose();
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        <TextInput
          label={t("workspace.name")}
          error={fieldFault(saving.error, "name")}
          description={workspace ? undefined : t("workspace.hint")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          data-autofocus
        />
        <FaultAlert fault={saving.error} told={["name"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={!name.trim()}>
            {workspace ? t("ui:save") : t("workspace.make")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function keep(workspace: Named | null, name: string): Promise<Named> {
  if (!workspace) return unwrap(api.POST("/api/v1/workspaces", { body: { name } }));
  const params = { path: { workspace_id: workspace.id } };
  return unwrap(api.PATCH("/api/v1/workspaces/{workspace_id}", { params, body: { name } }));
}
