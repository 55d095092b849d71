import { createContext, useContext } from "react";
import type { ReactNode } from "react";
import { useEditor } from "@/store";
import type { BotDocument, Step } from "@/model/document";
import { useIntegrations } from "./useIntegrations";

type TitleOf = (id: string) => string;

const itself: TitleOf = (id) => id;
const TitlesContext = createContext<TitleOf>(itself);

/** Asks once for all that name operations in their words, and only where the bot calls any. */
export function OperationTitles({ children }: { children: ReactNode }) {
  const isNeeded = useEditor((state) => callsOperations(state.document));
  const { titleOf } = useIntegrations(isNeeded);
  return <TitlesContext value={titleOf}>{children}</TitlesContext>;
}

/** What an operation is called in the person's language; its id where nobody knows. */
export function useOperationTitle(): TitleOf {
  return useContext(TitlesContext);
}

const known = new WeakMap<Step, boolean>();

function callsOperations({ groups, steps }: BotDocument): boolean {
  return calls({ id: "", groups }) || (steps ?? []).some(remembered);
}

function remembered(step: Step): boolean {
  const before = known.get(step);
  if (before !== undefined) return before;
  const found = calls(step);
  known.set(step, found);
  return found;
}

function calls({ groups }: Step): boolean {
  return (groups ?? []).some((group) => group.type === "integration");
}
