import { createStore, useStore, type StoreApi } from "zustand";

import { faultText } from "@/api/faults";
import { ownOf } from "@/model/json";
import { useEditorStore, type EditorStore } from "@/store";
import { notifyFault } from "@/ui";
import { upload, type Uploaded } from "./upload";

export interface Upload {
  id: number;
  name: string;
  share: number;
  fault: string | null;
  stop: () => void;
}

type Uploads = Readonly<Record<string, readonly Upload[]>>;

const NONE: readonly Upload[] = [];
const stores = new WeakMap<EditorStore, StoreApi<Uploads>>();
let number = 0;

/** Files on their way to a step of the opened bot, whatever is looked at meanwhile; each is handed over when it has arrived. */
export function useUploads(stepId: string, onDone: (file: Uploaded) => void) {
  const editor = useEditorStore();
  const uploads = useStore(uploadsOf(editor), (state) => ownOf(state, stepId)) ?? NONE;
  return { uploads, send: (file: File) => send(editor, stepId, file, onDone) };
}

function uploadsOf(editor: EditorStore): StoreApi<Uploads> {
  const known = stores.get(editor) ?? createStore<Uploads>(() => ({}));
  stores.set(editor, known);
  return known;
}

async function send(editor: EditorStore, stepId: string, file: File, onDone: (file: Uploaded) => void) {
  const { botId } = editor.getState();
  const id = ++number;
  const controller = new AbortController();
  const put = (change: (all: readonly Upload[]) => readonly Upload[]) =>
    uploadsOf(editor).setState((state) => ({ [stepId]: change(ownOf(state, stepId) ?? NONE) }));
  const change = (part: Partial<Upload>) =>
    put((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const leave = () => put((all) => all.filter((one) => one.id !== id));
  const stop = () => {
    controller.abort();
    leave();
  };
  put((all) => [...all, { id, name: file.name, share: 0, fault: null, stop }]);
  try {
    const { signal } = controller;
    const sent = await upload({ botId, file, signal, onProgress: (share) => change({ share }) });
    leave();
    onDone(sent);
  } catch (thrown) {
    if (controller.signal.aborted) return;
    change({ fault: faultText(thrown) });
    // Told where it is looked for, and at once to whoever looks at another step.
    if (!editor.getState().selection.steps.includes(stepId)) notifyFault(thrown);
  }
}
