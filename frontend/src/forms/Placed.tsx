import { createContext, useContext, useMemo, type ReactNode } from "react";

import { useForm } from "./context";

const AtContext = createContext<readonly string[]>([]);
const TOP: readonly string[] = [];

export function PlacedAtTop({ children }: { children: ReactNode }) {
  return <AtContext value={TOP}>{children}</AtContext>;
}

/** What is asked to be shown, from here: the first key leads to where it is. Null: it is elsewhere. */
export function useAim(): readonly string[] | null {
  const { aim } = useForm();
  const above = useContext(AtContext);
  return useMemo(
    () => (aim && above.every((key, place) => aim[place] === key) ? aim.slice(above.length) : null),
    [aim, above],
  );
}

/** A value of a form, at a key of an object or a place of a list. */
export function Placed({ at, children }: { at: string; children: ReactNode }) {
  const { Frame } = useForm();
  const above = useContext(AtContext);
  const here = useMemo(() => [...above, at], [above, at]);
  const inside = <AtContext value={here}>{children}</AtContext>;
  return Frame ? <Frame at={here}>{inside}</Frame> : inside;
}
