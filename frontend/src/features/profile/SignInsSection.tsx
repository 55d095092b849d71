import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api, api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { components } from "@/api/schema";
import { FaultState, Loading, notifyFault, RelativeTime, Section } from "@/ui";

import { deviceOf } from "./agents";
import classes from "./List.module.css";

type SignIn = components["schemas"]["SignInOut"];

export function SignInsSection() {
  const { t } = useTranslation("profile");
  const list = $api.useQuery("get", "/api/v1/auth/sign-ins");
  const queries = useQueryClient();
  const again = () =>
    queries.invalidateQueries({ queryKey: $api.queryOptions("get", "/api/v1/auth/sign-ins").queryKey });
  const endOthers = useMutation({
    mutationFn: () => unwrap(api.DELETE("/api/v1/auth/sign-ins")),
    onSettled: again,
    onError: notifyFault,
  });
  const end = useMutation({
    mutationFn: (sign_in_id: string) =>
      unwrap(api.DELETE("/api/v1/auth/sign-ins/{sign_in_id}", { params: { path: { sign_in_id } } })),
    onSettled: again,
    onError: notifyFault,
  });
  const items = list.data?.items ?? [];
  const others = items.length > 1 && (
    <Button variant="default" size="xs" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
      {t("signIns.endOthers")}
    </Button>
  );
  return (
    <Section title={t("signIns.title")} lead={t("signIns.lead")} actions={others}>
      {list.isPending && <Loading />}
      {list.isError && <FaultState fault={list.error} onRetry={() => void list.refetch()} />}
      <ul className={classes.list}>
        {items.map((one) => (
          <SignInLine key={one.id} signIn={one} onEnd={() => end.mutate(one.id)} />
        ))}
      </ul>
    </Section>
  );
}

function SignInLine({ signIn, onEnd }: { signIn: SignIn; onEnd: () => void }) {
  const { t } = useTranslation("profile");
  const device = deviceOf(signIn.agent) ?? t("signIns.unknown");
  return (
    <li className={classes.line}>
      <Stack gap={2} className={classes.words}>
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {device}
          </Text>
          {signIn.is_this && (
            <Badge size="sm" variant="light" color="teal" c="var(--success-text)">
              {t("signIns.this")}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="var(--text-2)">
          {t("signIns.seen")} <RelativeTime at={signIn.seen_at ?? signIn.created_at} />
        </Text>
      </Stack>
      {!signIn.is_this && (
        <Button
          variant="subtle"
          size="xs"
          color="red"
          c="var(--danger-text)"
          aria-label={t("signIns.endThis", { device })}
          onClick={onEnd}
        >
          {t("signIns.end")}
        </Button>
      )}
    </li>
  );
}
