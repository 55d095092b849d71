import { createContext, useContext } from "react";
import { createStore, useStore } from "zustand";
import type { StoreApi } from "zustand";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where a connection begins. `step` null: at the groups of the bot itself. */
export interface Beginning {
  readonly step: string | null;
  readonly handle: string;
}

/** A new step is asked for: `at` in the canvas; `screen`: where the picker opens; `into`: a connection it goes into. */
export interface PickerAsk {
  readonly at: Spot;
  readonly screen: Spot;
  readonly from: Beginning | null;
  readonly into: string | null;
}

export type MenuSubject =
  | { readonly kind: "steps" }
  | { readonly kind: "connection"; readonly id: string }
  | { readonly kind: "note"; readonly id: string }
  | { readonly kind: "pane" };

export interface MenuAsk {
  readonly screen: Spot;
  readonly at: Spot;
  readonly subject: MenuSubject;
}

/** A way on the way to another place among its group's: before the one at `to`. */
export interface OrderingWay {
  readonly connection: string;
  readonly group: string;
  readonly to: number;
}

export interface CanvasState {
  readonly picker: PickerAsk | null;
  readonly target: Beginning | null;
  readonly menu: MenuAsk | null;
  readonly renaming: string | null;
  readonly writing: string | null;
  readonly ordering: OrderingWay | null;
  /** The step that Tab would leave the canvas from: one at a time can be reached with it. */
  readonly focused: string | null;
  /** Counts up each time the focus is to go to that step. */
  readonly focusing: number;
  readonly tidying: number | null;
  readonly making: boolean;
  readonly isSnapping: boolean;
  readonly hasMinimap: boolean;
  readonly said: string;
}

export type CanvasStore = StoreApi<CanvasState>;

export function makeCanvasStore(): CanvasStore {
  return createStore<CanvasState>(() => ({
    picker: null,
    target: null,
    menu: null,
    renaming: null,
    writing: null,
    ordering: null,
    focused: null,
    focusing: 0,
    tidying: null,
    making: false,
    isSnapping: true,
    hasMinimap: true,
    said: "",
  }));
}

export const CanvasContext = createContext<CanvasStore | null>(null);

export function useCanvasStore(): CanvasStore {
  const store = useContext(CanvasContext);
  if (store === null) throw new Error("This part is drawn outside of the canvas");
  return store;
}

export function useCanvas<Selected>(selector: (state: CanvasState) => Selected): Selected {
  return useStore(useCanvasStore(), selector);
}
