import { useState } from "react";

import type { Saved } from "@/store";

type Mode = "closed" | "shown" | "entered";

/**
 * Whether the details of saving are open. A new question shows them by itself; the focus goes there only where the
 * person asked for it, for they may be in the middle of a word.
 */
export function useAsking(saved: Saved) {
  const [mode, setMode] = useState<Mode>("closed");
  const questions = [...saved.conflicts, ...saved.refusals].map(({ id }) => id);
  const [known, setKnown] = useState<readonly string[]>([]);
  if (questions.length !== known.length || questions.some((id, at) => id !== known[at])) {
    setKnown(questions);
    if (questions.some((id) => !known.includes(id))) setMode(mode === "closed" ? "shown" : mode);
    else if (questions.length === 0) setMode("closed");
  }
  return {
    isOpen: mode !== "closed" && (questions.length > 0 || saved.state !== "saved"),
    isEntered: mode === "entered",
    toggle: () => setMode(mode === "entered" ? "closed" : "entered"),
    close: () => setMode("closed"),
  };
}
