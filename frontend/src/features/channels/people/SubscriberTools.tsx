import { Group } from "@mantine/core";
import { IconEraser, IconUserMinus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { confirmDanger, IconButton, notifyFault, type Rights } from "@/ui";

import { usePerson } from "../../conversations/people/usePerson";
import type { Subscriber } from "../types";

const PATH = "/api/v1/channels/{channel_id}/subscribers";

type Props = { one: Subscriber; name: string; rights: Rights; isPublic: boolean };

/** Taking somebody off the channel, and forgetting all that is kept of them. */
export function SubscriberTools({ one, name, rights, isPublic }: Props) {
  const { t } = useTranslation("channels");
  const queries = useQueryClient();
  const { erase } = usePerson({ id: one.member_id });
  const removing = $api.useMutation("delete", `${PATH}/{subscriber_id}`, {
    onError: notifyFault,
    onSettled: () => queries.invalidateQueries({ queryKey: ["get", PATH] }),
  });
  const isBot = one.kind === "bot";
  const params = { path: { channel_id: one.channel_id, subscriber_id: one.id } };
  const remove = () =>
    confirmDanger({
      title: t("people.removeTitle", { name }),
      text: t(isBot ? "people.removeBot" : isPublic ? "people.removePublic" : "people.removeText"),
      confirm: t("people.remove"),
      onConfirm: () => removing.mutate({ params }),
    });
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      {rights.mayEdit && (
        <IconButton label={t("people.removeOf", { name })} onClick={remove}>
          <IconUserMinus size={18} />
        </IconButton>
      )}
      {rights.mayOwn && !isBot && (
        <IconButton label={t("people.eraseOf", { name })} onClick={() => erase(name)}>
          <IconEraser size={18} />
        </IconButton>
      )}
    </Group>
  );
}
