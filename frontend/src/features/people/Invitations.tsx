import { Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { IconButton, notifyFault, RelativeTime, Section } from "@/ui";

import classes from "./People.module.css";

/** Those that nobody has accepted yet; nothing at all where there are none. */
export function Invitations({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const query = { workspace_id: workspaceId, pending: true, limit: 100 };
  const { data } = $api.useQuery("get", "/api/v1/invitations", { params: { query } });
  const revoking = $api.useMutation("delete", "/api/v1/invitations/{invitation_id}", {
    onError: notifyFault,
    onSettled: () => queries.invalidateQueries({ queryKey: ["get", "/api/v1/invitations"] }),
  });
  if (!data?.items.length) return null;
  return (
    <Section title={t("invitations.title")}>
      <ul className={classes.list}>
        {data.items.map((one) => (
          <li key={one.id} className={classes.person}>
            <div className={classes.who}>
              <Text size="sm" fw={500}>
                {one.email ?? t("invitations.anybody")}
              </Text>
              <Text size="xs" c="var(--text-2)">
                {t("invitations.ends")} <RelativeTime at={one.expires_at} />
              </Text>
            </div>
            <Text size="sm">{one.workspace_role && t(`roles.${one.workspace_role}`)}</Text>
            <IconButton
              label={t("invitations.revoke", { name: one.email ?? t("invitations.anybody") })}
              onClick={() => revoking.mutate({ params: { path: { invitation_id: one.id } } })}
            >
              <IconTrash size={18} />
            </IconButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
