import { createContext, useContext, type ComponentType, type ReactNode } from "react";

import type { JsonObject } from "@/model/json";
import type { Control } from "./control";
import type { ControlProps } from "./controls/control";

export interface FieldWords {
  readonly title?: string;
  readonly description?: string;
}

export type Controls = Readonly<Record<Control, ComponentType<ControlProps>>>;

/** `controls`: one component for each way a value is drawn; some of them draw fields in turn. */
export interface FormAround {
  readonly controls: Controls;
  readonly root: JsonObject;
  readonly readOnly: boolean;
  /** A variable may stand in place of any value. */
  readonly slots: boolean;
  /** Words for a field the schema has none for in the person's language, by its keys. */
  readonly wordsOf: ((path: readonly string[]) => FieldWords | undefined) | undefined;
  /** What is missing is told at once, not only when its field was left. */
  readonly tellsMissing: boolean;
  /** What was asked to be shown, by where it is in the whole; whatever is folded around it opens. */
  readonly aim: readonly string[] | null;
  /** What is put around a field, by where its value is in the whole. */
  readonly Frame: ComponentType<FrameProps> | undefined;
}

export interface FrameProps {
  at: readonly string[];
  children: ReactNode;
}

export const FormContext = createContext<FormAround | null>(null);

export function useForm(): FormAround {
  const around = useContext(FormContext);
  if (!around) throw new Error("useForm is used outside of SchemaForm");
  return around;
}
