import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/ui";

import { useTesting } from "./testing/store";
import { TurnTraces } from "./trace/TurnTraces";
import { useSteps } from "./trace/useSteps";
import { useWatching } from "./watching/useWatching";
import { WatchedTrace } from "./watching/WatchedTrace";

/** Why a conversation went where it did, turn by turn: the test's, or a real one that is looked at. */
export function TraceDrawer() {
  const { sessionId, stop } = useWatching();
  if (sessionId !== null) return <WatchedTrace key={sessionId} sessionId={sessionId} onStop={stop} />;
  return <TestTrace />;
}

function TestTrace() {
  const { t } = useTranslation("chat");
  const outcomes = useTesting((state) => state.outcomes);
  const looked = useTesting((state) => state.looked);
  const look = useTesting((state) => state.look);
  const steps = useSteps();
  const turns = useMemo(
    () => outcomes.map(({ at, entries, dropped }) => ({ at: null, place: at, entries, dropped })),
    [outcomes],
  );
  if (turns.length === 0) return <EmptyState title={t("trace.nothing")} text={t("trace.nothingText")} />;
  const last = turns.length - 1;
  return (
    <TurnTraces
      turns={turns}
      looked={looked ?? last}
      onLook={(number) => look(number === last ? null : number)}
      {...steps}
    />
  );
}
