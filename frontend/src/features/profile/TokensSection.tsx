import { Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api, api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { components } from "@/api/schema";
import { confirmDanger, FaultState, Loading, notifyFault, RelativeTime, Section } from "@/ui";

import classes from "./List.module.css";
import { NewToken } from "./NewToken";

type Token = components["schemas"]["TokenOut"];

export function TokensSection() {
  const { t } = useTranslation(["profile", "ui"]);
  const [isMaking, { open, close }] = useDisclosure();
  const list = $api.useQuery("get", "/api/v1/tokens");
  const queries = useQueryClient();
  const again = () =>
    queries.invalidateQueries({ queryKey: $api.queryOptions("get", "/api/v1/tokens").queryKey });
  const revoke = useMutation({
    mutationFn: (token_id: string) =>
      unwrap(api.DELETE("/api/v1/tokens/{token_id}", { params: { path: { token_id } } })),
    onSettled: again,
    onError: notifyFault,
  });
  const ask = (token: Token) =>
    confirmDanger({
      title: t("tokens.revokeTitle", { name: token.name }),
      text: t("tokens.revokeText"),
      confirm: t("tokens.revoke"),
      onConfirm: () => revoke.mutate(token.id),
    });
  const items = list.data?.items ?? [];
  return (
    <Section
      title={t("tokens.title")}
      lead={t("tokens.lead")}
      actions={
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={open}>
          {t("tokens.new")}
        </Button>
      }
    >
      {list.isPending && <Loading />}
      {list.isError && <FaultState fault={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <Text size="sm" c="var(--text-2)">
          {t("tokens.none")}
        </Text>
      )}
      <ul className={classes.list}>
        {items.map((one) => (
          <TokenLine key={one.id} token={one} onRevoke={() => ask(one)} />
        ))}
      </ul>
      <Modal
        opened={isMaking}
        onClose={close}
        title={t("tokens.newTitle")}
        closeButtonProps={{ "aria-label": t("ui:close") }}
      >
        <NewToken onMade={() => void again()} onClose={close} />
      </Modal>
    </Section>
  );
}

function TokenLine({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const { t } = useTranslation("profile");
  return (
    <li className={classes.line}>
      <Stack gap={4} className={classes.words}>
        <Text size="sm" fw={500} truncate>
          {token.name}
        </Text>
        <Group gap={6}>
          {token.scopes.map((scope) => (
            <Badge key={scope} size="sm" variant="default" tt="none">
              {scope}
            </Badge>
          ))}
        </Group>
        <Text size="xs" c="var(--text-2)">
          {token.last_used_at ? t("tokens.used") : t("tokens.unused")}{" "}
          {token.last_used_at && <RelativeTime at={token.last_used_at} />} ·{" "}
          {token.expires_at ? t("tokens.ends") : t("tokens.endless")}{" "}
          {token.expires_at && <RelativeTime at={token.expires_at} />}
        </Text>
      </Stack>
      <Button
        variant="subtle"
        size="xs"
        color="red"
        c="var(--danger-text)"
        aria-label={t("tokens.revokeTitle", { name: token.name })}
        onClick={onRevoke}
      >
        {t("tokens.revoke")}
      </Button>
    </li>
  );
}
