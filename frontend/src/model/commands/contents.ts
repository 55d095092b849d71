import type { BotDocument, Note, Position } from "../document";
import { indexOf } from "../index";
import { written, type Operation } from "../operation";
import { usagesOfRequest } from "../references";

export function addNote(note: Note): Operation[] {
  return [{ op: "add", path: "notes", value: note }];
}

export function setNote<Key extends Exclude<keyof Note, "id">>(
  noteId: string,
  key: Key,
  value: Note[Key] | null,
): Operation[] {
  return [{ op: "set", path: written(["notes", noteId, key]), value: value ?? null }];
}

export function moveNotes(positions: Readonly<Record<string, Position>>): Operation[] {
  return Object.entries(positions).flatMap(([id, { x, y }]) =>
    setNote(id, "position", { x: Math.round(x), y: Math.round(y) }),
  );
}

export function removeNotes(document: BotDocument, ids: readonly string[]): Operation[] {
  const index = indexOf(document);
  return ids.filter((id) => index.note(id)).map((id) => ({ op: "remove", path: written(["notes", id]) }));
}

/** Groups that sent it name none any more. */
export function removeRequest(document: BotDocument, requestId: string): Operation[] {
  const cleared = usagesOfRequest(document, requestId).map((one): Operation => ({
    op: "remove",
    path: written(one.path),
  }));
  return [...cleared, { op: "remove", path: written(["requests", requestId]) }];
}
