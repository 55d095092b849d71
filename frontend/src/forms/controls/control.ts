import type { Json } from "@/model/json";
import type { Shape } from "../shape";

export interface ControlProps {
  shape: Shape;
  path: readonly string[];
  label: string;
  description: string | undefined;
  value: Json | undefined;
  isRequired: boolean;
  readOnly: boolean;
  error: string | undefined;
  onChange: (value: Json | undefined) => void;
}

/** What a field of one line shows around its value. */
export function frameOf({ label, description, isRequired, readOnly, error }: ControlProps) {
  return { label, description, required: isRequired, readOnly, error };
}
