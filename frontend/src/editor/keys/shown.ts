import { shortcut } from "./table";
import type { Chord, ShortcutId } from "./table";

export const IS_MAC = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Delete: "Del",
  Escape: "Esc",
};
const MAC_NAMES: Readonly<Record<string, string>> = { ...NAMES, Enter: "↩", Backspace: "⌫", Delete: "⌦" };

/** The keys of a chord as they stand on the keyboard: ["Ctrl", "Shift", "Z"]. */
export function keysOf(chord: Chord, isMac = IS_MAC): readonly string[] {
  const names = isMac ? MAC_NAMES : NAMES;
  const code = chord.key ?? chord.code ?? "";
  const last = names[code] ?? code.replace(/^(Key|Digit)/, "");
  return [
    ...(chord.mod ? [isMac ? "⌘" : "Ctrl"] : []),
    ...(chord.alt ? [isMac ? "⌥" : "Alt"] : []),
    ...(chord.shift ? [isMac ? "⇧" : "Shift"] : []),
    last,
  ];
}

/** The first chord of a shortcut in one text, for menus and hints. */
export function keysText(id: ShortcutId, isMac = IS_MAC): string {
  const [chord] = shortcut(id).chords;
  return chord === undefined ? "" : keysOf(chord, isMac).join(isMac ? "" : "+");
}
