import type { Note } from "@/model/document";

export const NOTE_COLORS = ["yellow", "green", "blue", "pink", "gray"] as const;
export type NoteColor = (typeof NOTE_COLORS)[number];

/** A colour nobody here knows is shown as the usual one and kept as it is. */
export function colorOf(note: Note): NoteColor {
  return NOTE_COLORS.find((color) => color === note.color) ?? "yellow";
}
