import { notifications } from "@mantine/notifications";
import { placementOf } from "@/editor/layout/placement";
import { keysText } from "@/editor/keys";
import { rowsOf } from "@/editor/nodes/rows";
import {
  copySteps,
  disconnect,
  duplicateSteps,
  pasteSteps,
  removeConnection as removing,
  removeNotes,
  removeSteps,
  setFirstStep,
} from "@/model/commands";
import type { Operation } from "@/model/operation";
import { groupPath, stepPath } from "@/model/paths";
import type { Spot } from "@/editor/canvas/state";
import { onGrid } from "./spots";
import type { Ground } from "./ground";
import type { Viewing } from "./viewing";

export interface Editing {
  remove(): void;
  removeConnection(id: string): void;
  duplicate(): void;
  /** What is selected as plain text, null where nothing is. */
  copy(): string | null;
  paste(text: string, at?: Spot): boolean;
  selectAll(): void;
  selectNothing(): void;
  /** The next connection of the selected step, or of the step the selected one leaves. */
  nextConnection(): boolean;
  /** Properties of what is selected, with the cursor in what matters most there. */
  open(): boolean;
  makeFirst(step: string): void;
}

export function editing(ground: Ground, views: Viewing): Editing {
  const { editor, canvas, t } = ground;
  const selected = () => editor.getState().selection;

  function add(operations: readonly Operation[], steps: readonly string[], label: string): boolean {
    if (operations.length === 0) return false;
    editor.getState().change(operations, { label });
    editor.getState().select({ steps, notes: [], connection: null, group: null });
    const [first] = steps;
    if (first !== undefined) views.show(first, { focus: true });
    return true;
  }
  function removeConnection(id: string) {
    const { document, index, change, readOnly, select } = editor.getState();
    const place = index.connection(id);
    if (readOnly || place === undefined) return;
    const leads = index.step(place.connection.to) !== undefined;
    change(leads ? disconnect(document, id) : removing(document, id), { label: t("acts.disconnect") });
    select({ connection: null });
  }
  return {
    removeConnection,
    remove() {
      const { document, change, readOnly, select } = editor.getState();
      const { steps, notes, connection } = selected();
      if (readOnly) return;
      if (connection !== null) {
        removeConnection(connection);
        return;
      }
      const operations = [...removeSteps(document, steps), ...removeNotes(document, notes)];
      if (operations.length === 0) return;
      change(operations, { label: t("acts.remove", { count: steps.length + notes.length }) });
      select({ steps: [], notes: [], connection: null, group: null });
      canvas.setState({ focused: null });
      notifications.show({
        message: t("acts.removed", { count: steps.length + notes.length, keys: keysText("undo") }),
        autoClose: 4000,
      });
    },
    duplicate() {
      const { document, readOnly } = editor.getState();
      const { steps } = selected();
      if (readOnly || steps.length === 0) return;
      const { operations, ids } = duplicateSteps(document, steps);
      add(operations, Object.values(ids), t("acts.duplicate", { count: steps.length }));
    },
    copy() {
      const { document, botId } = editor.getState();
      const { steps } = selected();
      return steps.length === 0 ? null : copySteps(document, steps, botId);
    },
    paste(text, at) {
      const { document, botId, readOnly } = editor.getState();
      if (readOnly) return false;
      const pasted = pasteSteps(document, text, { at: onGrid(at ?? views.middle()), botId });
      return pasted !== null && add(pasted.operations, pasted.ids, t("acts.paste"));
    },
    selectAll() {
      const { document, select } = editor.getState();
      const steps = (document.steps ?? []).map((step) => step.id);
      const notes = (document.notes ?? []).map((note) => note.id);
      select({ steps, notes, connection: null, group: null });
    },
    selectNothing() {
      canvas.setState({ picker: null, target: null, menu: null, renaming: null });
      editor.getState().select({ steps: [], notes: [], connection: null, group: null });
    },
    nextConnection() {
      const { index, select } = editor.getState();
      const { steps, connection } = selected();
      const source = connection === null ? steps[0] : index.connection(connection)?.stepId;
      const step = source ? index.step(source) : undefined;
      if (step === undefined) return false;
      const ids = rowsOf(step).flatMap((row) => row.connection?.id ?? []);
      const next = ids[(ids.indexOf(connection ?? "") + 1) % Math.max(ids.length, 1)];
      if (next === undefined) return false;
      select({ steps: [], notes: [], connection: next, group: index.connection(next)?.groupId ?? null });
      return true;
    },
    open() {
      const { setView, reveal, index } = editor.getState();
      const { steps, connection } = selected();
      const place = connection === null ? undefined : index.connection(connection);
      const step = steps[0] ?? canvas.getState().focused;
      if (place !== undefined) {
        const path = groupPath(place.stepId, place.groupId, "connections", place.connection.id, "rules");
        setView({ dock: "properties" });
        reveal({ connection: place.connection.id, path });
      } else if (step !== null && index.step(step) !== undefined) {
        setView({ dock: "properties" });
        reveal({ step, path: stepPath(step, "message", "text") });
      } else return false;
      return true;
    },
    makeFirst(step) {
      const { change, readOnly, document } = editor.getState();
      if (readOnly || document.first_step === step || !placementOf(document).has(step)) return;
      change(setFirstStep(step), { label: t("acts.makeFirst") });
    },
  };
}
