import { shortcut, SHORTCUT_IDS } from "./table";
import type { Chord, Scope, ShortcutId } from "./table";

export interface Pressed {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The shortcut of the pressed keys in the scope, if there is one. */
export function matching(pressed: Pressed, scope: Scope, isMac: boolean): ShortcutId | null {
  return (
    SHORTCUT_IDS.find(
      (id) =>
        shortcut(id).scope === scope && shortcut(id).chords.some((chord) => isPressed(chord, pressed, isMac)),
    ) ?? null
  );
}

export function isPressed(chord: Chord, pressed: Pressed, isMac: boolean): boolean {
  const mod = isMac ? pressed.metaKey : pressed.ctrlKey;
  const other = isMac ? pressed.ctrlKey : pressed.metaKey;
  if (mod !== Boolean(chord.mod) || other || pressed.altKey !== Boolean(chord.alt)) return false;
  if (chord.key !== undefined) return pressed.key === chord.key;
  return pressed.shiftKey === Boolean(chord.shift) && codeOf(pressed) === chord.code;
}

/**
 * A Latin layout means its letters where it has them (Z on a German keyboard); any other, such as the Russian one,
 * means the place of the key.
 */
function codeOf(pressed: Pressed): string {
  return /^[a-z]$/i.test(pressed.key) ? `Key${pressed.key.toUpperCase()}` : pressed.code;
}

const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable='false']), .cm-editor";
const OVERLAYS = "[role='dialog'], [role='menu'], [role='listbox'], [role='alertdialog']";

/** Whether keys belong to something that lies over the page. */
export function isOverlaid(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OVERLAYS) !== null;
}

/** Whether keys belong to what is being written or chosen in. */
export function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${FIELDS}, ${OVERLAYS}`) !== null;
}
