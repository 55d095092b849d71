import { useMemo } from "react";

import { useEditor } from "@/store";

import type { Words } from "../naming";
import { useWords } from "../useWords";
import { namesWith } from "./parts";
import type { ProposedPart } from "./types";

/** The words a proposal is told with, names of what it brings along included. */
export function useProposalWords(parts: readonly ProposedPart[]): Words {
  const words = useWords();
  const index = useEditor((state) => state.index);
  return useMemo(() => ({ ...words, index: namesWith(index, parts) }), [words, index, parts]);
}
