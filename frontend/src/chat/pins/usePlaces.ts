import { useMemo } from "react";

import { useEditor } from "@/store";

import type { Pin } from "../testing/conversation";

const PLACEHOLDER = /\{\$.*?\$\}/g;

/** Whom the draft asks. An address whose query is filled in while talking stands without it: any query fits then. */
export function usePlaces(): Record<Pin["kind"], string[]> {
  const document = useEditor((state) => state.document);
  return useMemo(() => {
    const groups = [
      ...(document.groups ?? []),
      ...(document.steps ?? []).flatMap((step) => step.groups ?? []),
    ];
    const http = (document.requests ?? []).map(
      ({ method, url }) => `${method ?? "GET"} ${withoutQuery(url ?? "")}`,
    );
    const integration = groups.flatMap((group) =>
      "integration" in group && group.integration ? [group.integration] : [],
    );
    return { http: [...new Set(http)], integration: [...new Set(integration)] };
  }, [document]);
}

function withoutQuery(url: string): string {
  const [address = "", query = ""] = url.split("?", 2);
  return query.search(PLACEHOLDER) >= 0 ? address : url;
}
