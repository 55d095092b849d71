import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { useEditor, type Issue } from "@/store";
import { Board } from "./board";
import { claimKey, ownerOf, type Claims } from "./claims";
import { keyOf, segments, type Path } from "./path";

const BoardContext = createContext(new Board());

/** Knows which part of the panel shows the issues of which place. */
export function IssueBoard({ children }: { children: ReactNode }) {
  const [board] = useState(() => new Board());
  return <BoardContext value={board}>{children}</BoardContext>;
}

function useClaims(): Claims {
  const board = use(BoardContext);
  return useSyncExternalStore(board.subscribe, board.claims);
}

const NONE: readonly Issue[] = [];
const owners = new WeakMap<Claims, WeakMap<readonly Issue[], ReadonlyMap<string | null, readonly Issue[]>>>();

/** The issues by the claim that shows each; found once for all parts of the panel. */
function shownBy(claims: Claims, issues: readonly Issue[]): ReadonlyMap<string | null, readonly Issue[]> {
  const known =
    owners.get(claims) ?? new WeakMap<readonly Issue[], ReadonlyMap<string | null, readonly Issue[]>>();
  owners.set(claims, known);
  const before = known.get(issues);
  if (before) return before;
  const found = new Map<string | null, Issue[]>();
  for (const issue of issues) {
    const place = segments(issue.target);
    const owner = place === null ? null : ownerOf(place, claims);
    found.set(owner, [...(found.get(owner) ?? []), issue]);
  }
  known.set(issues, found);
  return found;
}

/** The issues of a place that this part of the panel is the nearest to. */
export function useIssuesAt(path: Path, under = false): readonly Issue[] {
  const board = use(BoardContext);
  const issues = useEditor((state) => state.issues);
  const key = keyOf(path);
  const claim = claimKey({ path, under });
  useEffect(() => board.add({ path: key.split("\u0000"), under }), [board, key, under]);
  // Fields come and go: only those whose issues are others then are drawn again.
  return useSyncExternalStore(board.subscribe, () => shownBy(board.claims(), issues).get(claim) ?? NONE);
}

/** Those of the given issues that no part of the panel shows. */
export function useUnclaimed(issues: readonly Issue[]): readonly Issue[] {
  const all = useEditor((state) => state.issues);
  const claims = useClaims();
  return useMemo(() => {
    const left = new Set(shownBy(claims, all).get(null));
    return issues.filter((issue) => left.has(issue));
  }, [all, claims, issues]);
}
