export { ShortcutHelp } from "./ShortcutHelp";
export { IS_MAC, keysOf, keysText } from "./shown";
export { SHORTCUTS, shortcut } from "./table";
export type { Chord, Scope, Shortcut, ShortcutId } from "./table";
export { useShortcuts } from "./useShortcuts";
export type { Handler, Handlers } from "./useShortcuts";
