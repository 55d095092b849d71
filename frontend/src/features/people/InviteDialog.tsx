import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { fieldFault } from "@/api/faults";
import { CopyField, FaultAlert } from "@/ui";

import { ROLES, type WorkspaceRole } from "./types";

type InviteDialogProps = { workspaceId: string; opened: boolean; onClose: () => void };

/** An invitation goes by mail, or by hand: its link is shown this once. */
export function InviteDialog({ workspaceId, opened, onClose }: InviteDialogProps) {
  const { t } = useTranslation("people");
  return (
    <Modal opened={opened} onClose={onClose} title={t("invite.title")}>
      {opened && <InviteForm workspaceId={workspaceId} onClose={onClose} />}
    </Modal>
  );
}

type InviteFormProps = { workspaceId: string; onClose: () => void };

function InviteForm({ workspaceId, onClose }: InviteFormProps) {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<WorkspaceRole>("EDITOR");
  const inviting = $api.useMutation("post", "/api/v1/invitations", {
    onSuccess: () => queries.invalidateQueries({ queryKey: ["get", "/api/v1/invitations"] }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const to = email.trim() || null;
    inviting.mutate({
      body: { email: to, role: "DEVELOPER", workspace_id: workspaceId, workspace_role: role },
    });
  };
  if (inviting.data)
    return (
      <Stack gap="md">
        <Text size="sm">{inviting.data.email ? t("invite.sent") : t("invite.made")}</Text>
        <CopyField label={t("invite.link")} value={linkOf(inviting.data.token)} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t("invite.done")}</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <TextInput
          type="email"
          label={t("invite.email")}
          description={t("invite.emailHint")}
          error={fieldFault(inviting.error, "email")}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label={t("invite.may")}
          data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(ROLES.find((one) => one === value) ?? role)}
        />
        <FaultAlert fault={inviting.error} told={["email"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={inviting.isPending}>
            {t("invite.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What stands behind the `#` reaches no server and no log. */
function linkOf(token: string): string {
  return `${location.origin}/account#invitation=${encodeURIComponent(token)}`;
}
