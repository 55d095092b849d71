import { createContext, use } from "react";

import { currentSession } from "@/api/session";
import { same, type Json } from "@/model/json";

interface Draft {
  readonly text: string;
  /** The value it was written over. */
  readonly of: Json | undefined;
}

/** What is being edited: the place of a field in a document; null: nothing is kept. */
export const PlaceContext = createContext<string | null>(null);

const drafts = new Map<string, Draft>();

/** What was typed and says nothing yet, until the field is there again, as long as the page; to whoever typed it. */
export function useKeptDraft(label: string) {
  const place = use(PlaceContext);
  const person = currentSession().person?.id ?? "";
  const key = place === null ? null : `${person}\u0000${place}\u0000${label}`;
  return {
    read: (value: Json | undefined): string | null => {
      const kept = key === null ? undefined : drafts.get(key);
      return kept && same(kept.of ?? null, value ?? null) ? kept.text : null;
    },
    write: (draft: Draft | null) => {
      if (key === null) return;
      if (draft) drafts.set(key, draft);
      else drafts.delete(key);
    },
  };
}
