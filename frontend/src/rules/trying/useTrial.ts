import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useContext, useMemo, useState } from "react";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { Json, JsonObject } from "@/model/json";
import { EditorContext } from "@/store/context";
import type { ShownGroup } from "../model/shown";
import { variablesIn } from "../model/walk";
import { given, trialOf, type Trial, type Tried } from "./trial";

const PAUSE = 300;

export interface RuleTrial {
  /** False: there is no bot to try it with. */
  readonly isPossible: boolean;
  readonly isOpen: boolean;
  readonly read: readonly string[];
  readonly values: ReadonlyMap<string, Json>;
  readonly trial: Trial | null;
  readonly isTrying: boolean;
  readonly fault: Error | null;
  setOpen(isOpen: boolean): void;
  setValues(values: ReadonlyMap<string, Json>): void;
}

/** The rules with values a person gives, tested by the server: the browser evaluates nothing. */
export function useTrial(rules: JsonObject | null, root: ShownGroup): RuleTrial {
  const store = useContext(EditorContext);
  const botId = store?.getState().botId ?? null;
  const [isOpen, setOpen] = useState(false);
  const [values, setValues] = useState<ReadonlyMap<string, Json>>(() => new Map());
  const read = useMemo(() => variablesIn(root), [root]);
  const wanted = useMemo(() => ({ rules, variables: given(values, read) }), [rules, values, read]);
  const [body] = useDebouncedValue(wanted, PAUSE);
  const asked = useQuery<Tried>({
    queryKey: ["rules.try", botId, body],
    enabled: isOpen && botId !== null,
    staleTime: Infinity,
    retry: false,
    placeholderData: (before) => before,
    queryFn: ({ signal }) =>
      unwrap<Tried>(
        api.POST("/api/v1/bots/{bot_id}/rules/try", {
          params: { path: { bot_id: botId ?? "" } },
          body,
          signal,
        }),
      ),
  });
  const trial = useMemo(() => (asked.data ? trialOf(asked.data, root) : null), [asked.data, root]);
  return {
    isPossible: botId !== null,
    isOpen,
    read,
    values,
    trial,
    isTrying: asked.isFetching || body !== wanted,
    fault: asked.error,
    setOpen,
    setValues,
  };
}
