import type { Beginning, MenuSubject, Spot } from "@/editor/canvas/state";
import type { Ground } from "./ground";
import { placeFor } from "./spots";
import { wayOn } from "./wayOn";

interface StepWanted {
  readonly from?: Beginning;
  readonly into?: string;
  readonly at?: Spot;
  readonly screen?: Spot;
}

/** What opens beside the canvas and asks for more. */
export interface Asking {
  /** A picker for a new step: behind another, into a connection, or where nothing is. */
  askStep(wanted: StepWanted): void;
  /** A step behind this one, by the way it most likely goes on. */
  askNext(step: string, screen?: Spot): void;
  /** A step on a connection: in between, or where it leads to where that is open. */
  askOn(connection: string, screen?: Spot): void;
  askTarget(from: Beginning): void;
  askTargetOf(step: string): void;
  /** Another target for a connection. */
  retarget(connection: string): void;
  askMenu(screen: Spot, subject: MenuSubject): void;
  rename(step: string): void;
}

export function asking(ground: Ground, middle: () => Spot): Asking {
  const { editor, canvas, flow, pane } = ground;

  function askStep(wanted: StepWanted) {
    if (editor.getState().readOnly) return;
    const at = wanted.at ?? placeFor(ground, wanted, middle());
    const screen = wanted.screen ?? within(flow.flowToScreenPosition(at), pane());
    canvas.setState({
      picker: { at, screen, from: wanted.from ?? null, into: wanted.into ?? null },
      menu: null,
    });
  }
  function askTarget(from: Beginning) {
    if (!editor.getState().readOnly) canvas.setState({ target: from, menu: null });
  }
  return {
    askStep,
    askTarget,
    askNext(step, screen) {
      const { from, into } = wayOn(editor.getState().index, step);
      askStep(into === null ? { from, screen } : { into, screen });
    },
    askOn(connection, screen) {
      const { index } = editor.getState();
      const place = index.connection(connection);
      if (place === undefined) return;
      const leads = index.step(place.connection.to) !== undefined;
      if (leads) askStep({ into: connection, screen });
      else askStep({ from: { step: place.stepId, handle: connection }, screen });
    },
    askTargetOf(step) {
      askTarget(wayOn(editor.getState().index, step).from);
    },
    retarget(connection) {
      const place = editor.getState().index.connection(connection);
      if (place === undefined || editor.getState().readOnly) return;
      canvas.setState({ target: { step: place.stepId, handle: connection }, menu: null });
    },
    askMenu(screen, subject) {
      canvas.setState({ menu: { screen, at: flow.screenToFlowPosition(screen), subject } });
    },
    rename(step) {
      if (!editor.getState().readOnly) canvas.setState({ renaming: step, menu: null });
    },
  };
}

const PICKER = { width: 340, height: 440 };

/** So that a picker of usual size fits into the pane. */
function within(spot: Spot, pane: DOMRect): Spot {
  return {
    x: Math.max(pane.left + 8, Math.min(spot.x, pane.right - PICKER.width - 8)),
    y: Math.max(pane.top + 8, Math.min(spot.y, pane.bottom - PICKER.height - 8)),
  };
}
