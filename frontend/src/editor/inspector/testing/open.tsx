import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import { createStore } from "zustand";
import schemas from "@/testing/schemas.json";
import type { BotDocument } from "@/model/document";
import { indexOf } from "@/model/index";
import type { Operation } from "@/model/operation";
import { apply } from "@/model/operations";
import { EditorContext, type EditorState, type Issue, type Selection } from "@/store";
import type { RevealTarget } from "@/store/types";
import { Inspector } from "../Inspector";

const NOTHING: Selection = { steps: [], connection: null, notes: [], group: null };

export interface Opened {
  /** What was changed, one list a call. */
  changes: (readonly Operation[])[];
  /** What was gone to. */
  revealed: RevealTarget[];
  /** A change from elsewhere: of the canvas, of another author. */
  change: (operations: readonly Operation[]) => void;
  document: () => BotDocument;
  container: HTMLElement;
}

interface Options {
  selection?: Partial<Selection>;
  issues?: readonly Issue[];
  readOnly?: boolean;
}

/** The inspector over a document that is changed here alone. */
export function openInspector(
  document: BotDocument,
  { selection, issues = [], readOnly = false }: Options = {},
): Opened {
  const changes: (readonly Operation[])[] = [];
  const revealed: RevealTarget[] = [];
  const store = createStore<EditorState>()((set) => {
    const state: Partial<EditorState> = {
      botId: "b",
      bot: {
        id: "b",
        name: "b",
        access: "owner",
        workspaceId: "w",
        status: "active",
        publishedVersion: null,
      },
      status: "ready",
      document,
      index: indexOf(document),
      issues,
      readOnly,
      locks: {},
      path: { lit: {} },
      revealed: null,
      saved: { state: "saved", pending: 0, conflicts: [], refusals: [], isKept: true, waitsForSignIn: false },
      selection: { ...NOTHING, ...selection },
      issuesOf: () => issues,
      change: (operations) => {
        changes.push(operations);
        set((now) => {
          const next = apply(now.document, operations);
          return { document: next, index: indexOf(next, now.index) };
        });
      },
      select: (next) => set((now) => ({ selection: { ...now.selection, ...next } })),
      reveal: (target) => void revealed.push(target),
      onTrace: () => () => undefined,
    };
    return state as EditorState;
  });
  const { container } = render(
    <MantineProvider env="test">
      <QueryClientProvider client={answering()}>
        <EditorContext value={store}>
          <Inspector />
        </EditorContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  const change = (operations: readonly Operation[]) =>
    act(() => store.getState().change(operations, { label: "elsewhere" }));
  return { changes, revealed, change, container, document: () => store.getState().document };
}

/** What the server answers, out of its description; all else is refused. */
function answering(): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const $defs: Record<string, unknown> = JSON.parse(
    JSON.stringify(schemas).replaceAll("#/components/schemas/", "#/$defs/"),
  );
  const widgets = Object.entries(schemas.AnyWidget.discriminator.mapping).map(([type, reference]) => {
    const kind = $defs[reference.split("/").at(-1) ?? ""] as Record<string, unknown>;
    return { type, description: "", props: { ...kind, $defs } };
  });
  client.setQueryData(["get", "/api/v1/widget-catalogue", {}], { items: widgets });
  client.setQueryData(["get", "/api/v1/integrations", {}], { items: [], faults: [] });
  client.setQueryData(["get", "/api/v1/presets/catalog", {}], { items: [] });
  return client;
}
