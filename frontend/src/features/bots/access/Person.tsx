import { Badge, Button, Select, Text } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { IconButton, notifyFault } from "@/ui";

import type { Bot } from "../types";
import classes from "./Access.module.css";
import { SHARES, type PersonAccess, type Share } from "./shares";
import { ACCESS_PATH } from "./useMyAccess";

type PersonProps = { bot: Bot; person: PersonAccess; mayOwn: boolean; onLeft: () => void };

/** One who may touch the bot: by their workspace, or because it is shared with them. */
export function Person({ bot, person, mayOwn, onLeft }: PersonProps) {
  const { t } = useTranslation("bots");
  const isMe = useSession().person?.id === person.user_id;
  const { put, remove } = useShare(bot, person, isMe ? onLeft : undefined);
  const name = person.name ?? person.email ?? t("access.nameless");
  const mayChange = mayOwn && !isMe && person.share !== null;
  return (
    <li className={classes.person}>
      <Who person={person} name={name} isMe={isMe} />
      {mayChange ? (
        <>
          <Select
            size="xs"
            w={170}
            aria-label={t("access.mayOf", { name })}
            data={SHARES.map((value) => ({ value, label: t(`access.roles.${value}`) }))}
            value={person.share}
            allowDeselect={false}
            onChange={(value) => put(SHARES.find((one) => one === value) ?? "VIEWER")}
          />
          <IconButton label={t("access.stop", { name })} onClick={remove}>
            <IconUserMinus size={18} />
          </IconButton>
        </>
      ) : (
        <Text size="sm">{t(`access.roles.${person.access}`)}</Text>
      )}
      {isMe && person.share !== null && (
        <Button size="xs" variant="default" onClick={remove}>
          {t("access.leave")}
        </Button>
      )}
    </li>
  );
}

function Who({ person, name, isMe }: { person: PersonAccess; name: string; isMe: boolean }) {
  const { t } = useTranslation("bots");
  const about = [person.name && person.email, person.share === null && t("access.byWorkspace")];
  return (
    <div className={classes.who}>
      <Text size="sm" fw={500} component="span">
        {name}
      </Text>{" "}
      {isMe && (
        <Badge size="xs" variant="default">
          {t("access.me")}
        </Badge>
      )}
      <Text size="xs" c="var(--text-2)">
        {about.filter(Boolean).join(" · ")}
      </Text>
      {!person.is_effective && (
        <Text size="xs" c="var(--warning-text)">
          {t("access.notEffective")}
        </Text>
      )}
    </div>
  );
}

function useShare(bot: Bot, person: PersonAccess, onLeft: (() => void) | undefined) {
  const queries = useQueryClient();
  const params = { path: { bot_id: bot.id, user_id: person.user_id } };
  const anew = (path: string) => void queries.invalidateQueries({ queryKey: ["get", path] });
  const settle = { onError: notifyFault, onSettled: () => anew(ACCESS_PATH) };
  const putting = $api.useMutation("put", "/api/v1/bots/{bot_id}/access/{user_id}", settle);
  const removing = $api.useMutation("delete", "/api/v1/bots/{bot_id}/access/{user_id}", {
    onError: notifyFault,
    // Who has left the bot may not ask who else has access to it.
    onSuccess: () => {
      onLeft?.();
      anew(onLeft ? "/api/v1/bots" : ACCESS_PATH);
    },
  });
  return {
    put: (role: Share) => putting.mutate({ params, body: { role } }),
    remove: () => removing.mutate({ params }),
  };
}
