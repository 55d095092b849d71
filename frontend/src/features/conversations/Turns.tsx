import { Badge, Button, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { entriesOf } from "@/chat/testing/reading";
import { happenedIn, problemsIn, TraceView, turnsIn, type TracedTurn } from "@/chat/trace";
import { EmptyState, FaultState, Loading, RelativeTime } from "@/ui";

import classes from "./Conversations.module.css";
import type { ConversationWhole } from "./types";
import { useNewOnes } from "./useNewOnes";
import { useStepNames } from "./useStepNames";

const AGAIN = 2_000;

/** Turn by turn, why it went where it did; the last one stands open. */
export function Turns({ conversation }: { conversation: ConversationWhole }) {
  const { t } = useTranslation("conversations");
  const stepName = useStepNames(conversation.bot_id, conversation.version);
  const found = $api.useInfiniteQuery(
    "get",
    "/api/v1/sessions/{session_id}/trace",
    { params: { path: { session_id: conversation.id }, query: { limit: 100 } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      refetchInterval: ({ state }) =>
        conversation.finished ? false : AGAIN * (state.data?.pages.length ?? 1),
    },
  );
  useNewOnes(conversation.updated_at, found.refetch);
  if (found.isPending) return <Loading />;
  if (found.error && !found.data)
    return <FaultState fault={found.error} onRetry={() => void found.refetch()} />;
  const parts = found.data.pages.flatMap((page) => page.items);
  const turns = turnsIn(parts.map((part) => ({ ...part, entries: entriesOf(part.entries) })));
  if (turns.length === 0) return <EmptyState title={t("noTurns")} text={t("noTurnsText")} />;
  return (
    <>
      {turns.map((turn, place) => (
        <Turn
          key={turn.at ?? place}
          turn={turn}
          botId={conversation.bot_id}
          stepName={stepName}
          isOpen={place === turns.length - 1}
        />
      ))}
      {found.hasNextPage && (
        <Button
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </>
  );
}

type TurnProps = { turn: TracedTurn; botId: string; stepName: (id: string) => string; isOpen: boolean };

function Turn({ turn, botId, stepName, isOpen }: TurnProps) {
  const { t } = useTranslation("conversations");
  const { t: tChat } = useTranslation("chat");
  const navigate = useNavigate();
  const problems = problemsIn(turn);
  const show = (id: string) => {
    const step = id.split("/")[0];
    void navigate({ to: "/bots/$botId", params: { botId }, search: { step } });
  };
  return (
    <details className={classes.turn} open={isOpen}>
      <summary>
        <span className={classes.what}>{happenedIn(turn, tChat)}</span>
        <span aria-hidden> → </span>
        <span>{turn.place === null ? t("before") : stepName(turn.place)}</span>{" "}
        {problems > 0 && (
          <Badge size="sm" color="red" variant="light">
            {t("problems", { count: problems })}
          </Badge>
        )}{" "}
        {turn.at && (
          <Text span size="xs" c="var(--text-2)">
            <RelativeTime at={turn.at} />
          </Text>
        )}
      </summary>
      <TraceView entries={turn.entries} dropped={turn.dropped} stepName={stepName} onStep={show} />
    </details>
  );
}
