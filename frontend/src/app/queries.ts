import { QueryClient } from "@tanstack/react-query";

import { faultOf } from "@/api/faults";

const TRIES = 3;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the API refused it refuses again; only what did not arrive is worth asking twice.
      retry: (count, thrown) => {
        const { status } = faultOf(thrown);
        return count < TRIES - 1 && (status === 0 || status >= 500);
      },
    },
    mutations: { retry: false },
  },
});

let shownTo: string | null = null;

/** Nobody sees what was fetched for somebody else, though another tab signed them in: pages that stay ask anew. */
export function showTo(personId: string | null): void {
  const isAnother = shownTo !== null && shownTo !== personId;
  shownTo = personId;
  if (!isAnother) return;
  queries.getMutationCache().clear();
  if (personId === null) return queries.clear();
  queries.removeQueries({ type: "inactive" });
  void queries.resetQueries();
}
