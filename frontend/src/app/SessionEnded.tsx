import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { signedIn, signOut, useSession } from "@/api/session";
import { FaultAlert } from "@/ui";

/** Over the page, which stays as it is: what was asked meanwhile goes on after the password. */
export function SessionEnded() {
  const { t } = useTranslation("app");
  const { state, person } = useSession();
  const [password, setPassword] = useState("");
  const email = person?.email ?? "";
  const signIn = useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/auth/login", { body: { email, password } })),
    onSuccess: signedIn,
    onSettled: () => setPassword(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <Modal
      opened={state === "ended"}
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={t("ended.title")}
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t("ended.text", { email })}</Text>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput
            label={t("ended.password")}
            autoComplete="current-password"
            data-autofocus
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FaultAlert fault={signIn.error} />
          <Group justify="space-between">
            <Button variant="default" onClick={() => void signOut()}>
              {t("person.signOut")}
            </Button>
            <Button type="submit" loading={signIn.isPending}>
              {t("ended.action")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
