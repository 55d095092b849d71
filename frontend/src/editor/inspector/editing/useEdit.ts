import { useMemo } from "react";
import type { Operation } from "@/model/operation";
import { useEditor } from "@/store";
import type { Path } from "./path";
import { endTyping, mergeKey } from "./typing";

export interface Edit {
  readOnly: boolean;
  /** Puts a value at a place; null takes the key away. Keystrokes at one place are one undo entry. */
  set: (path: Path, value: unknown, label: string) => void;
  /** Something done at once: an undo entry of its own. */
  run: (operations: Operation[], label: string) => void;
  /** Puts a value that nobody can bring back once another is there: no undo entry. */
  setForGood: (path: Path, value: unknown, label: string) => void;
  /** Several writes that belong to one keystroke. */
  type: (path: Path, operations: Operation[], label: string) => void;
}

export function setting(path: Path, value: unknown): Operation {
  return { op: "set", path: [...path], value: value ?? null };
}

/** How the inspector changes the document; nothing else in it calls `change`. */
export function useEdit(): Edit {
  const change = useEditor((state) => state.change);
  const readOnly = useEditor((state) => state.readOnly);
  return useMemo(() => {
    const type: Edit["type"] = (path, operations, label) => {
      if (!readOnly && operations.length > 0) change(operations, { label, merge: mergeKey(path) });
    };
    return {
      readOnly,
      type,
      set: (path, value, label) => type(path, [setting(path, value)], label),
      setForGood: (path, value, label) => {
        endTyping();
        if (!readOnly) change([setting(path, value)], { label, isFinal: true });
      },
      run: (operations, label) => {
        endTyping();
        if (!readOnly && operations.length > 0) change(operations, { label });
      },
    };
  }, [change, readOnly]);
}
