import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useState } from "react";

import { $api } from "@/api/client";
import { ownOf } from "@/model/json";
import { useEditorStore } from "@/store";
import { rememberValues } from "@/values";

import { entriesOf } from "../testing/reading";
import { passed, turnsIn } from "../trace";

const TRACE = "/api/v1/sessions/{session_id}/trace";
const PAGE = 100;
const AGAIN = 5_000; // ms: whatever the socket did not tell of

/** A real conversation, turn by turn and as it goes; the turn that is looked at lights the canvas. */
export function useWatched(sessionId: string) {
  const store = useEditorStore();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<number | null>(null);
  const path = { session_id: sessionId };
  const about = $api.useQuery("get", "/api/v1/sessions/{session_id}", { params: { path } });
  const found = $api.useInfiniteQuery(
    "get",
    TRACE,
    { params: { path, query: { limit: PAGE } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      refetchOnMount: "always",
      refetchInterval: about.data?.finished ? false : AGAIN,
    },
  );
  const { hasNextPage, isFetching, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  const turns = useMemo(
    () =>
      turnsIn(
        found.data?.pages.flatMap(({ items }) =>
          items.map((one) => ({ ...one, entries: entriesOf(one.entries) })),
        ) ?? [],
      ),
    [found.data],
  );
  const looked = Math.min(chosen ?? turns.length - 1, turns.length - 1);
  const entries = turns[looked]?.entries;
  useEffect(() => {
    if (entries) store.getState().light(countsOf(passed(entries)));
  }, [entries, store]);

  const variables = about.data?.variables;
  useEffect(() => {
    if (variables) rememberValues(store, variables);
  }, [variables, store]);

  // The socket tells of a turn at once; what is written down of it is read after that.
  const follow = useEffectEvent((lit: readonly string[] | null) => {
    if (lit && chosen === null) store.getState().light(countsOf(lit));
    void queries.invalidateQueries({ queryKey: ["get", TRACE, { params: { path } }] });
    void queries.invalidateQueries({
      queryKey: ["get", "/api/v1/sessions/{session_id}", { params: { path } }],
    });
  });
  useEffect(
    () =>
      store.getState().onTrace((frame) => {
        if (frame.type === "missed") follow(null);
        if (frame.type === "trace" && frame.session_id === sessionId) follow(passed(frame.trace.entries));
      }),
    [store, sessionId],
  );
  return {
    turns,
    looked,
    /** The last turn is followed as long as it is the one looked at. */
    look: (number: number) => setChosen(number === turns.length - 1 ? null : number),
    person: about.data?.person.name ?? null,
    isPending: found.isPending,
    fault: found.error ?? about.error,
    retry: () => void found.refetch(),
  };
}

function countsOf(ids: readonly string[]): Record<string, number> {
  const lit: Record<string, number> = {};
  for (const id of ids) lit[id] = (ownOf(lit, id) ?? 0) + 1;
  return lit;
}
