import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { fieldFault } from "@/api/faults";
import { FaultAlert } from "@/ui";

import classes from "./Access.module.css";
import { SHARES, type Share } from "./shares";
import { ACCESS_PATH } from "./useMyAccess";

/** With somebody who has an account; whoever has none is invited first. */
export function ShareForm({ botId }: { botId: string }) {
  const { t } = useTranslation("bots");
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Share>("EDITOR");
  const sharing = $api.useMutation("post", ACCESS_PATH, {
    onSuccess: async () => {
      setEmail("");
      await queries.invalidateQueries({ queryKey: ["get", ACCESS_PATH] });
    },
  });
  const share = (event: FormEvent) => {
    event.preventDefault();
    sharing.mutate({ params: { path: { bot_id: botId } }, body: { email: email.trim(), role } });
  };
  return (
    <form onSubmit={share}>
      <Stack gap="sm">
        <div className={classes.share}>
          <TextInput
            type="email"
            label={t("access.email")}
            error={fieldFault(sharing.error, "email")}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            maxLength={254}
            data-autofocus
          />
          <Select
            label={t("access.may")}
            data={SHARES.map((value) => ({ value, label: t(`access.roles.${value}`) }))}
            value={role}
            allowDeselect={false}
            onChange={(value) => setRole(SHARES.find((one) => one === value) ?? role)}
          />
          <Button type="submit" loading={sharing.isPending} disabled={!email.trim()}>
            {t("access.share")}
          </Button>
        </div>
        <FaultAlert fault={sharing.error} told={["email"]} />
      </Stack>
    </form>
  );
}
