import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { Person } from "@/api/session";
import { notify, notifyFault, Section } from "@/ui";

import { ChangeEmail } from "./ChangeEmail";

export function EmailSection({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const [isChanging, { open, close }] = useDisclosure();
  const isVerified = Boolean(person.email_verified_at);
  const resending = useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/auth/verify/resend")),
    onSuccess: () => notify(t("email.sent", { email: person.email })),
    onError: notifyFault,
  });
  return (
    <Section title={t("email.title")} lead={t("email.lead")}>
      <Stack>
        <Group gap="sm">
          <Text fw={500}>{person.email}</Text>
          <Badge
            variant="light"
            color={isVerified ? "teal" : "yellow"}
            c={isVerified ? "var(--success-text)" : "var(--warning-text)"}
          >
            {isVerified ? t("email.verified") : t("email.unverified")}
          </Badge>
        </Group>
        {isChanging ? (
          <ChangeEmail onDone={close} />
        ) : (
          <Group gap="xs">
            <Button variant="default" onClick={open}>
              {t("email.change")}
            </Button>
            {!isVerified && (
              <Button variant="subtle" loading={resending.isPending} onClick={() => resending.mutate()}>
                {t("email.resend")}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Section>
  );
}
