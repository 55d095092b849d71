import { useMemo } from "react";

import { $api } from "@/api/client";
import { isObject } from "@/model/json";

/** Names of the steps of a published version, by their ids; `outer/inner` inside templates. */
export function useStepNames(botId: string, version: number | null): (id: string) => string {
  const params = { path: { bot_id: botId, number: version ?? 0 } };
  const { data } = $api.useQuery(
    "get",
    "/api/v1/bots/{bot_id}/versions/{number}",
    { params },
    { enabled: version !== null, staleTime: Infinity },
  );
  return useMemo(() => {
    const steps: unknown = data?.document.steps;
    const names = new Map<string, string>();
    for (const step of Array.isArray(steps) ? steps : []) {
      if (isObject(step) && typeof step.id === "string" && typeof step.name === "string" && step.name)
        names.set(step.id, step.name);
    }
    return (id: string) => {
      const [outer = "", ...inner] = id.split("/");
      return [names.get(outer) ?? outer, ...inner].join(" / ");
    };
  }, [data]);
}
