import { notifications } from "@mantine/notifications";
import { faultText } from "@/api/faults";
import { addNote, addStep, insertStepOnConnection } from "@/model/commands";
import { shapeOf, SIZES } from "@/editor/nodes/geometry";
import type { Step } from "@/model/document";
import type { Operation } from "@/model/operation";
import { stepPath } from "@/model/paths";
import type { Beginning, PickerAsk, Spot } from "@/editor/canvas/state";
import type { Parts } from "@/editor/palette/parts";
import { partsOf } from "@/editor/palette/parts";
import type { Entry } from "@/editor/palette/entries";
import { connecting } from "./connecting";
import type { Ground } from "./ground";
import { onGrid, placeForNote } from "./spots";
import { newId } from "@/model/ids";
import type { Viewing } from "./viewing";

export interface Making {
  /** The step that was picked, at the place it was asked for and connected as asked. */
  make(entry: Entry): Promise<void>;
  makeAt(entry: Entry, at: Spot): Promise<void>;
  /** The first step, with the cursor in what it says. */
  startWith(entry: Entry): Promise<void>;
  connect(from: Beginning, to: string): void;
  reconnect(connection: string, to: string): void;
  /** There, or near the middle where nothing is. */
  addNote(at?: Spot): void;
}

export function making(ground: Ground, views: Viewing): Making {
  const { editor, canvas, t } = ground;

  function connect(from: Beginning, to: string) {
    const { index, change, readOnly } = editor.getState();
    const operations = readOnly ? [] : connecting(index, from, to);
    if (operations.length > 0) change(operations, { label: t("acts.connect") });
  }
  function put(parts: Parts, ask: PickerAsk, title: string, isBegun: boolean) {
    const { document, index, change, select, setView, reveal } = editor.getState();
    const [first] = parts.steps;
    if (first === undefined) return;
    const rest = apart(parts.steps).slice(1);
    const operations: Operation[] = [
      ...parts.requests.map((value): Operation => ({ op: "add", path: "requests", value })),
      ...(ask.into === null ? addStep(document, first) : insertStepOnConnection(document, ask.into, first)),
      ...rest.map((value): Operation => ({ op: "add", path: "steps", value })),
      ...(ask.from === null ? [] : connecting(index, ask.from, first.id)),
    ];
    change(operations, { label: t("acts.add", { title }) });
    select({ steps: [first.id], notes: [], connection: null, group: null });
    setView({ dock: "properties" });
    views.show(first.id, { focus: !isBegun, middle: !document.steps?.length });
    if (isBegun) reveal({ step: first.id, path: stepPath(first.id, "message", "text"), whole: true });
  }
  async function make(entry: Entry, ask: PickerAsk, isBegun = false) {
    canvas.setState({ making: true });
    try {
      const { document } = editor.getState();
      put(await partsOf(entry, document, ask.at, t), ask, entry.title, isBegun);
    } catch (thrown) {
      notifications.show({ color: "red", title: t("picker.failed"), message: faultText(thrown) });
    } finally {
      canvas.setState({ making: false, picker: null });
    }
  }
  return {
    connect,
    reconnect: (connection, to) => connect({ step: null, handle: connection }, to),
    async make(entry) {
      const ask = canvas.getState().picker;
      if (ask !== null) await make(entry, ask);
    },
    makeAt: (entry, at) => make(entry, apartAt(at)),
    startWith: (entry) => make(entry, apartAt({ x: 0, y: 0 }), true),

    addNote(at) {
      const { change, select, readOnly } = editor.getState();
      if (readOnly) return;
      const id = newId("note");
      change(addNote({ id, text: "", position: at ?? placeForNote(ground, views.middle()) }), {
        label: t("acts.note"),
      });
      select({ steps: [], notes: [id], connection: null, group: null });
      canvas.setState({ writing: id });
    },
  };
}

/** Asked for nowhere but there. */
function apartAt(at: Spot): PickerAsk {
  return { at, screen: at, from: null, into: null };
}

/** Steps of a preset below one another where they would lie over the first. */
function apart(steps: readonly Step[]): readonly Step[] {
  const placed: Step[] = [];
  for (const step of steps) {
    const { x = 0, y = 0 } = step.position ?? {};
    const bottoms = placed.flatMap((one) => {
      const isBeside = Math.abs((one.position?.x ?? 0) - x) < SIZES.width;
      return isBeside ? [(one.position?.y ?? 0) + shapeOf(one).height + 2 * SIZES.grid] : [];
    });
    placed.push({ ...step, position: onGrid({ x, y: Math.max(y, ...bottoms) }) });
  }
  return placed;
}
