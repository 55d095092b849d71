import { Badge, Select, Text } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { confirmDanger, FaultState, IconButton, Loading, notifyFault, Section } from "@/ui";

import classes from "./People.module.css";
import { ROLES, type Member } from "./types";

const PATH = "/api/v1/workspaces/{workspace_id}/members";

type MembersProps = { workspace: { id: string; name: string }; isOwner: boolean; actions?: ReactNode };

export function Members({ workspace, isOwner, actions }: MembersProps) {
  const { t } = useTranslation("people");
  const params = { path: { workspace_id: workspace.id } };
  const { data, isPending, error, refetch } = $api.useQuery("get", PATH, { params });
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  return (
    <Section title={t("members.title")} lead={workspace.name} actions={actions}>
      <ul className={classes.list}>
        {data.items.map((member) => (
          <Row key={member.user_id} member={member} workspaceId={workspace.id} isOwner={isOwner} />
        ))}
      </ul>
    </Section>
  );
}

type RowProps = { member: Member; workspaceId: string; isOwner: boolean };

function Row({ member, workspaceId, isOwner }: RowProps) {
  const { t } = useTranslation("people");
  const { person } = useSession();
  const isMe = person?.id === member.user_id;
  const { change, remove } = useMember(workspaceId, member);
  const name = member.name ?? member.email;
  const ask = () =>
    confirmDanger({
      title: t("members.removeTitle", { name }),
      text: t("members.removeText"),
      confirm: t("members.remove"),
      onConfirm: remove,
    });
  return (
    <li className={classes.person}>
      <div className={classes.who}>
        <Text size="sm" fw={500} component="span">
          {name}
        </Text>{" "}
        {isMe && (
          <Badge size="xs" variant="default">
            {t("members.you")}
          </Badge>
        )}
        {member.name && (
          <Text size="xs" c="var(--text-2)">
            {member.email}
          </Text>
        )}
      </div>
      {isOwner && !isMe ? (
        <>
          <Select
            size="xs"
            w={170}
            aria-label={t("members.mayOf", { name })}
            data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
            value={member.role}
            allowDeselect={false}
            onChange={(value) => change(ROLES.find((one) => one === value) ?? member.role)}
          />
          <IconButton label={t("members.removeOf", { name })} onClick={ask}>
            <IconUserMinus size={18} />
          </IconButton>
        </>
      ) : (
        <Text size="sm">{t(`roles.${member.role}`)}</Text>
      )}
    </li>
  );
}

function useMember(workspaceId: string, member: Member) {
  const queries = useQueryClient();
  const params = { path: { workspace_id: workspaceId, user_id: member.user_id } };
  const settle = {
    onError: notifyFault,
    onSettled: () => queries.invalidateQueries({ queryKey: ["get", PATH] }),
  };
  const changing = $api.useMutation("patch", "/api/v1/workspaces/{workspace_id}/members/{user_id}", settle);
  const removing = $api.useMutation("delete", "/api/v1/workspaces/{workspace_id}/members/{user_id}", settle);
  return {
    change: (role: Member["role"]) => changing.mutate({ params, body: { role } }),
    remove: () => removing.mutate({ params }),
  };
}
