import { Text } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { BotMessage, Files } from "@/chat/message";
import { attachmentsOf, messageOf } from "@/chat/testing/reading";
import { useStickToEnd } from "@/chat/talk/useStickToEnd";
import { EmptyState, FaultState, Loading } from "@/ui";

import classes from "./Conversations.module.css";
import type { ConversationWhole, Said } from "./types";
import { useNewOnes } from "./useNewOnes";

const AGAIN = 2_000; // ms between two looks, for each page there is
const PAGE = 100;

/** What was said, and what is being said: new messages come as they are written. */
export function Messages({ conversation }: { conversation: ConversationWhole }) {
  const { id, finished: isOver, updated_at: changed } = conversation;
  const { t } = useTranslation("conversations");
  const found = $api.useInfiniteQuery(
    "get",
    "/api/v1/sessions/{session_id}/messages",
    { params: { path: { session_id: id }, query: { limit: PAGE } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      refetchInterval: ({ state }) => (isOver ? false : AGAIN * (state.data?.pages.length ?? 1)),
    },
  );
  const { hasNextPage, isFetching, fetchNextPage, refetch } = found;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  useNewOnes(changed, refetch);
  if (found.isPending) return <Loading />;
  if (found.error && !found.data)
    return <FaultState fault={found.error} onRetry={() => void found.refetch()} />;
  const said = found.data.pages.flatMap((page) => page.items);
  if (said.length === 0) return <EmptyState title={t("nothingSaid")} />;
  return <Log said={said} />;
}

function Log({ said }: { said: readonly Said[] }) {
  const { t } = useTranslation("conversations");
  const log = useStickToEnd<HTMLDivElement>(said.length);
  return (
    <div ref={log} className={classes.log} role="log" aria-label={t("said")} tabIndex={0}>
      <ul className={classes.said}>
        {said.map((one) => (
          <Bubble key={one.id} one={one} />
        ))}
      </ul>
    </div>
  );
}

function Bubble({ one }: { one: Said }) {
  const { t, i18n } = useTranslation("conversations");
  const isPerson = one.sender.kind !== "bot";
  const at = new Date(one.created_at);
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: "short", timeStyle: "medium" });
  return (
    <li className={classes.message} data-person={isPerson || undefined}>
      <span className={classes.unseen}>{isPerson ? t("person") : t("bot")}: </span>
      {isPerson ? <Own one={one} /> : <BotMessage message={messageOf({ ...one })} tellsOffered />}
      <time className={classes.time} dateTime={one.created_at} title={time.format(at)}>
        {at.toLocaleTimeString(i18n.language, { hour: "2-digit", minute: "2-digit" })}
      </time>
    </li>
  );
}

function Own({ one }: { one: Said }) {
  const files = attachmentsOf(one.attachments);
  const params = Object.keys(one.params).length > 0 ? JSON.stringify(one.params) : null;
  return (
    <div className={classes.own} dir="auto">
      {one.text || one.button}
      <Files files={files} />
      {params && (
        <Text size="xs" c="var(--text-2)" ff="monospace">
          {params}
        </Text>
      )}
    </div>
  );
}
