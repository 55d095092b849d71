import {
  EditorSelection,
  Prec,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type RangeSet,
} from "@codemirror/state";
import {
  Decoration,
  EditorView,
  keymap,
  WidgetType,
  type Command,
  type DecorationSet,
} from "@codemirror/view";

import { judge } from "../known/judge";
import { piecesOf, type Placeholder, type Range } from "../syntax/placeholders";
import { surroundings } from "./surroundings";

/** Where the placeholder begins that is edited as text; null: all are chips. */
const open = StateEffect.define<number | null>();

interface Shown {
  readonly opened: number | null;
  readonly chips: readonly Placeholder[];
  readonly decorations: DecorationSet;
  readonly atoms: RangeSet<Decoration>;
}

class Chip extends WidgetType {
  constructor(
    readonly path: string,
    readonly filters: string,
    readonly title: string,
    readonly isUnknown: boolean,
    readonly isSelected: boolean,
  ) {
    super();
  }

  override eq(other: Chip): boolean {
    return (
      other.path === this.path &&
      other.filters === this.filters &&
      other.title === this.title &&
      other.isUnknown === this.isUnknown &&
      other.isSelected === this.isSelected
    );
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement("span");
    chip.className = "cm-chip";
    chip.classList.toggle("cm-chip-unknown", this.isUnknown);
    chip.classList.toggle("cm-chip-selected", this.isSelected);
    chip.title = this.title;
    chip.textContent = this.path;
    if (this.filters) {
      const filters = document.createElement("span");
      filters.className = "cm-chip-filters";
      filters.textContent = this.filters;
      chip.append(filters);
    }
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

function touches(range: Range, position: number): boolean {
  return position >= range.from && position <= range.to;
}

function isBeingTyped(text: string, from: number, caret: number): boolean {
  return caret >= from && !text.slice(from, caret).includes("$}");
}

function show(state: EditorState, opened: number | null): Shown {
  const { variables, t } = state.facet(surroundings);
  const { main } = state.selection;
  const chips: Placeholder[] = [];
  const text = state.doc.toString();
  const decorations = piecesOf(text).flatMap((piece) => {
    if (piece.kind === "broken") {
      if (isBeingTyped(text, piece.from, main.head)) return [];
      return [Decoration.mark({ class: "cm-broken" }).range(piece.from, piece.to)];
    }
    if (piece.from === opened) return [Decoration.mark({ class: "cm-opened" }).range(piece.from, piece.to)];
    chips.push(piece);
    const isUnknown = judge(piece.path, variables) !== null;
    const title = t(isUnknown ? "chip.unknown" : "chip.title", { path: piece.path });
    const filters = piece.filters
      .map(({ name, arguments: values }) => [name, ...values].join(" "))
      .join(", ");
    const isSelected = main.from === piece.from && main.to === piece.to;
    const widget = new Chip(piece.path, filters, title, isUnknown, isSelected);
    return [Decoration.replace({ widget }).range(piece.from, piece.to)];
  });
  const set = Decoration.set(decorations);
  return {
    opened,
    chips,
    decorations: set,
    atoms: set.update({ filter: (from, to, one) => one.spec.widget && to > from }),
  };
}

const shown = StateField.define<Shown>({
  create: (state) => show(state, null),
  update(before, transaction) {
    let opened = before.opened === null ? null : transaction.changes.mapPos(before.opened, 1);
    for (const effect of transaction.effects) if (effect.is(open)) opened = effect.value;
    if (opened !== null && !isInside(transaction.state, opened)) opened = null;
    return show(transaction.state, opened);
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    EditorView.atomicRanges.of((view) => view.state.field(field).atoms),
  ],
});

function isInside(state: EditorState, opened: number): boolean {
  const piece = piecesOf(state.doc.toString()).find(({ from }) => from === opened);
  return (
    piece !== undefined &&
    state.selection.ranges.every(({ from, to }) => touches(piece, from) && touches(piece, to))
  );
}

function openChip(view: EditorView, chip: Placeholder): void {
  view.dispatch({
    selection: { anchor: chip.filters.length > 0 ? chip.to - 2 : chip.pathAt.to },
    effects: open.of(chip.from),
  });
  view.focus();
}

const openSelected: Command = (view) => {
  const { main } = view.state.selection;
  const chip = view.state.field(shown).chips.find(({ from, to }) => from === main.from && to === main.to);
  if (!chip || main.empty) return false;
  openChip(view, chip);
  return true;
};

const close: Command = (view) => {
  const { opened } = view.state.field(shown);
  const piece =
    opened === null ? undefined : piecesOf(view.state.doc.toString()).find(({ from }) => from === opened);
  if (!piece) return false;
  view.dispatch({ selection: { anchor: piece.to }, effects: open.of(null) });
  return true;
};

/** The caret stops at a chip before it goes past: then Enter opens it. */
function selectBeside(side: "from" | "to"): Command {
  return (view) => {
    const { main } = view.state.selection;
    const chip = view.state.field(shown).chips.find((one) => one[side] === main.head);
    if (!main.empty || !chip) return false;
    view.dispatch({ selection: EditorSelection.range(chip.from, chip.to), scrollIntoView: true });
    return true;
  };
}

const clicks = EditorView.domEventHandlers({
  mousedown(event, view) {
    const target = event.target instanceof Element ? event.target.closest(".cm-chip") : null;
    if (!target || view.state.readOnly) return false;
    const at = view.posAtDOM(target);
    const chip = view.state.field(shown).chips.find(({ from }) => from === at);
    if (!chip) return false;
    event.preventDefault();
    openChip(view, chip);
    return true;
  },
  blur(_, view) {
    if (view.state.field(shown).opened !== null) view.dispatch({ effects: open.of(null) });
  },
});

/** Placeholders as chips: one for the caret, opened by Enter or a click, closed by Escape or leaving. */
export const chips: Extension = [
  shown,
  clicks,
  Prec.high(
    keymap.of([
      { key: "Enter", run: openSelected },
      { key: "Escape", run: close },
      { key: "ArrowLeft", run: selectBeside("to") },
      { key: "ArrowRight", run: selectBeside("from") },
    ]),
  ),
];
