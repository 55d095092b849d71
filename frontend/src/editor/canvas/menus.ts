import type { ShortcutId } from "@/editor/keys";
import type { MenuSubject } from "./state";

const SIMPLE = ["open", "duplicate", "remove", "selectAll", "fit", "tidy", "home"] as const;
type SimpleAct = (typeof SIMPLE)[number];

export type MenuAct =
  | SimpleAct
  | "copy"
  | "cut"
  | "paste"
  | "addHere"
  | "addNote"
  | "addAfter"
  | "connect"
  | "insert"
  | "retarget"
  | "rename"
  | "makeFirst"
  | "write"
  | "alignLeft"
  | "alignRight"
  | "alignTop"
  | "alignBottom"
  | "spreadAcross"
  | "spreadDown";

export interface MenuLine {
  readonly act: MenuAct;
  readonly keys?: ShortcutId;
  /** It changes the bot. */
  readonly writes?: boolean;
}

export function isMenuAction(act: MenuAct): act is SimpleAct {
  return SIMPLE.some((one) => one === act);
}

type Lines = readonly (MenuLine | "-")[];

const ONE_STEP: Lines = [
  { act: "open", keys: "open" },
  { act: "rename", keys: "rename", writes: true },
  { act: "addAfter", keys: "add", writes: true },
  { act: "connect", keys: "connect", writes: true },
  { act: "makeFirst", writes: true },
  "-",
  { act: "copy", keys: "copy" },
  { act: "cut", keys: "cut", writes: true },
  { act: "duplicate", keys: "duplicate", writes: true },
  "-",
  { act: "remove", keys: "remove", writes: true },
];
const STEPS: Lines = [
  { act: "copy", keys: "copy" },
  { act: "cut", keys: "cut", writes: true },
  { act: "duplicate", keys: "duplicate", writes: true },
  "-",
  { act: "alignLeft", keys: "alignLeft", writes: true },
  { act: "alignRight", keys: "alignRight", writes: true },
  { act: "alignTop", keys: "alignTop", writes: true },
  { act: "alignBottom", keys: "alignBottom", writes: true },
  { act: "spreadAcross", writes: true },
  { act: "spreadDown", writes: true },
  "-",
  { act: "remove", keys: "remove", writes: true },
];
const CONNECTION: Lines = [
  { act: "open", keys: "open" },
  { act: "insert", keys: "add", writes: true },
  { act: "retarget", keys: "connect", writes: true },
  "-",
  { act: "remove", keys: "remove", writes: true },
];
const NOTE: Lines = [
  { act: "write", writes: true },
  { act: "copy", keys: "copy" },
  "-",
  { act: "remove", keys: "remove", writes: true },
];
const PANE: Lines = [
  { act: "addHere", keys: "add", writes: true },
  { act: "addNote", keys: "note", writes: true },
  { act: "paste", keys: "paste", writes: true },
  "-",
  { act: "selectAll", keys: "selectAll" },
  { act: "tidy", keys: "tidy", writes: true },
  { act: "fit", keys: "fit" },
  { act: "home", keys: "home" },
];

export function menuOf(
  subject: MenuSubject,
  { readOnly, steps }: { readOnly: boolean; steps: number },
): Lines {
  const lines = linesOf(subject, steps).filter((line) => line === "-" || !readOnly || !line.writes);
  return lines.filter(
    (line, place) => line !== "-" || (place > 0 && place < lines.length - 1 && lines[place - 1] !== "-"),
  );
}

function linesOf(subject: MenuSubject, steps: number): Lines {
  if (subject.kind === "connection") return CONNECTION;
  if (subject.kind === "note") return NOTE;
  if (subject.kind === "pane") return PANE;
  return steps > 1 ? STEPS : ONE_STEP;
}
