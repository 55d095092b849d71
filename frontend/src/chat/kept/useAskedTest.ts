import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { components } from "@/api/schema";
import { isObject } from "@/model/json";
import { useEditor } from "@/store";
import { notifyFault } from "@/ui";

import { useTesting } from "../testing/store";
import { TESTS } from "./useKept";

type Kept = components["schemas"]["KeptTests"];

/** Plays the kept test that the address asks for by its number, once; where it is gone, those there are. */
export function useAskedTest(): void {
  const { test } = useSearch({ from: "/in/bots/$botId" });
  const navigate = useNavigate({ from: "/bots/$botId" });
  const botId = useEditor((state) => state.botId);
  const open = useTesting((state) => state.open);
  const showTab = useTesting((state) => state.showTab);
  const show = useEffectEvent(({ items }: Kept) => {
    const found = items.find(({ index }) => String(index) === test)?.test;
    if (isObject(found)) open(found);
    else showTab("kept");
    void navigate({ search: (before) => ({ ...before, test: undefined }), replace: true });
  });
  useEffect(() => {
    if (test === undefined) return undefined;
    const asking = new AbortController();
    const { signal } = asking;
    unwrap(api.GET(TESTS, { params: { path: { bot_id: botId } }, signal })).then(show, (thrown: unknown) => {
      if (!signal.aborted) notifyFault(thrown);
    });
    return () => asking.abort();
  }, [test, botId]);
}
