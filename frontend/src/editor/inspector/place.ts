import { create } from "zustand";
import { isUnder, type Path } from "./editing/path";

interface Place {
  requestId: string | null;
  folded: ReadonlySet<string>;
  /** What was asked to be shown: whatever is closed around it opens. */
  target: Path | null;
  openRequest: (id: string) => void;
  closeRequest: () => void;
  fold: (id: string, folded: boolean) => void;
  aim: (target: Path | null) => void;
}

/** Where a person is in the inspector, beside what is selected on the canvas. */
export const usePlace = create<Place>((set) => ({
  requestId: null,
  folded: new Set(),
  target: null,
  openRequest: (requestId) => set({ requestId }),
  closeRequest: () => set({ requestId: null }),
  fold: (id, isFolded) =>
    set(({ folded }) => {
      const next = new Set(folded);
      if (isFolded) next.add(id);
      else next.delete(id);
      return { folded: next, target: null };
    }),
  aim: (target) => set({ target }),
}));

/** Whether what was asked to be shown is in a part of the panel, which holds these places. */
export function useIsAimedAt(...places: readonly (Path | undefined)[]): boolean {
  return usePlace(({ target }) =>
    places.some((place) => place !== undefined && target !== null && isUnder(target, place)),
  );
}

/** Whether a part is folded, for as long as the page is open. */
export function useFold(id: string, place: Path): [boolean, (folded: boolean) => void] {
  const isAimedAt = useIsAimedAt(place);
  const folded = usePlace((state) => state.folded.has(id));
  const fold = usePlace((state) => state.fold);
  return [folded && !isAimedAt, (next) => fold(id, next)];
}
