/**
 * `code`: the physical key, which letters fall back to where the layout is not Latin. `key`: what it types, for signs.
 * `mod`: Ctrl, or ⌘ on a Mac; `alt`: ⌥ there.
 */
export interface Chord {
  readonly code?: string;
  readonly key?: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

export type Scope = "editor" | "canvas";
export type Section = "general" | "view" | "steps" | "selection" | "connections";

export interface Shortcut {
  readonly scope: Scope;
  readonly section: Section;
  readonly chords: readonly Chord[];
  /** Left to the browser, which answers with an event of its own (copy, cut, paste). */
  readonly native?: boolean;
  /** Also while something is written. */
  readonly always?: boolean;
  /** While the key is held it is done again. */
  readonly repeats?: boolean;
}

const mod = (code: string, shift = false): Chord => ({ code, mod: true, shift });
const alt = (code: string): Chord => ({ code, alt: true });
const plain = (code: string, shift = false): Chord => ({ code, shift });

/** Every shortcut of the editor: what listens to keys and what the help shows is this table. */
export const SHORTCUTS = {
  anything: { scope: "editor", section: "general", chords: [mod("KeyK")], always: true },
  undo: { scope: "editor", section: "general", chords: [mod("KeyZ")], repeats: true },
  redo: { scope: "editor", section: "general", chords: [mod("KeyZ", true), mod("KeyY")], repeats: true },
  help: { scope: "editor", section: "general", chords: [{ key: "?" }] },
  rail: { scope: "editor", section: "view", chords: [mod("KeyB")], always: true },
  dock: { scope: "editor", section: "view", chords: [mod("KeyE")], always: true },
  drawer: { scope: "editor", section: "view", chords: [mod("KeyJ")], always: true },
  outline: { scope: "editor", section: "view", chords: [plain("KeyO", true)] },
  fit: { scope: "canvas", section: "view", chords: [plain("Digit1", true)] },
  actualSize: { scope: "canvas", section: "view", chords: [plain("Digit0", true)] },
  zoomIn: { scope: "canvas", section: "view", chords: [{ key: "+" }, { key: "=" }], repeats: true },
  zoomOut: { scope: "canvas", section: "view", chords: [{ key: "-" }], repeats: true },
  home: { scope: "canvas", section: "view", chords: [plain("Home")] },
  tidy: { scope: "canvas", section: "view", chords: [plain("KeyT", true)] },
  add: { scope: "canvas", section: "steps", chords: [plain("Tab")] },
  open: { scope: "canvas", section: "steps", chords: [plain("Enter")] },
  rename: { scope: "canvas", section: "steps", chords: [plain("F2")] },
  note: { scope: "canvas", section: "steps", chords: [plain("KeyN")] },
  goLeft: { scope: "canvas", section: "steps", chords: [plain("ArrowLeft")], repeats: true },
  goRight: { scope: "canvas", section: "steps", chords: [plain("ArrowRight")], repeats: true },
  goUp: { scope: "canvas", section: "steps", chords: [plain("ArrowUp")], repeats: true },
  goDown: { scope: "canvas", section: "steps", chords: [plain("ArrowDown")], repeats: true },
  selectAll: { scope: "canvas", section: "selection", chords: [mod("KeyA")] },
  copy: { scope: "canvas", section: "selection", chords: [mod("KeyC")], native: true },
  cut: { scope: "canvas", section: "selection", chords: [mod("KeyX")], native: true },
  paste: { scope: "canvas", section: "selection", chords: [mod("KeyV")], native: true },
  duplicate: { scope: "canvas", section: "selection", chords: [mod("KeyD")] },
  remove: { scope: "canvas", section: "selection", chords: [plain("Delete"), plain("Backspace")] },
  nudgeLeft: { scope: "canvas", section: "selection", chords: [plain("ArrowLeft", true)], repeats: true },
  nudgeRight: { scope: "canvas", section: "selection", chords: [plain("ArrowRight", true)], repeats: true },
  nudgeUp: { scope: "canvas", section: "selection", chords: [plain("ArrowUp", true)], repeats: true },
  nudgeDown: { scope: "canvas", section: "selection", chords: [plain("ArrowDown", true)], repeats: true },
  alignLeft: { scope: "canvas", section: "selection", chords: [mod("ArrowLeft")] },
  alignRight: { scope: "canvas", section: "selection", chords: [mod("ArrowRight")] },
  alignTop: { scope: "canvas", section: "selection", chords: [mod("ArrowUp")] },
  alignBottom: { scope: "canvas", section: "selection", chords: [mod("ArrowDown")] },
  connect: { scope: "canvas", section: "connections", chords: [plain("KeyC")] },
  nextConnection: { scope: "canvas", section: "connections", chords: [plain("KeyE")], repeats: true },
  wayUp: { scope: "canvas", section: "connections", chords: [alt("ArrowUp")], repeats: true },
  wayDown: { scope: "canvas", section: "connections", chords: [alt("ArrowDown")], repeats: true },
  nothing: { scope: "canvas", section: "selection", chords: [plain("Escape")] },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;

export const SECTIONS: readonly Section[] = ["general", "view", "steps", "selection", "connections"];

export function shortcut(id: ShortcutId): Shortcut {
  return SHORTCUTS[id];
}

export const SHORTCUT_IDS = Object.keys(SHORTCUTS).filter((id): id is ShortcutId => id in SHORTCUTS);
