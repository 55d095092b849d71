import { ActionIcon, Tooltip } from "@mantine/core";
import { IconBraces, IconForms } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Json, JsonObject } from "@/model/json";
import { A_CLICK } from "@/values/editing/click";
import { TextValue } from "@/values/text/TextValue";
import { useForm } from "./context";
import { blank, controlOf, fits, type Control } from "./control";
import { faultOf, type FieldFault } from "./faults";
import classes from "./SchemaForm.module.css";
import { useFieldText, useShape } from "./useWords";

export interface SchemaFieldProps {
  schema: JsonObject;
  path: readonly string[];
  value: Json | undefined;
  isRequired: boolean;
  /** undefined: the key is left out. */
  onChange: (value: Json | undefined) => void;
}

const TEXTUAL: ReadonlySet<string> = new Set([
  "text",
  "line",
  "any",
  "python",
  "writable",
  "readable",
  "credential",
  "object",
]);

/** One value of a form: the field its schema asks for, or a variable in its place. */
export function SchemaField({ schema, path, value, isRequired, onChange }: SchemaFieldProps) {
  const { controls, readOnly, slots, tellsMissing } = useForm();
  const shape = useShape(schema);
  const words = useFieldText(shape, path);
  const control = controlOf(shape);
  const maySlot = !TEXTUAL.has(control) && (slots || shape.hasSlot);
  const [isSlot, setSlot] = useState(() => maySlot && isSlotted(value, control));
  const [wasLeft, setLeft] = useState(false);
  const error = useFaultText(faultOf(value, shape, isRequired), wasLeft || tellsMissing);
  const field = { shape, path, value, isRequired, readOnly, onChange, ...words, error };
  const Control = controls[fits(value, control) ? control : "any"];
  const change = () => {
    setSlot(!isSlot);
    const empty = isSlot ? blank(shape) : "";
    onChange(isRequired ? empty : undefined);
  };
  return (
    <div className={classes.slot} onBlur={() => setTimeout(() => setLeft(true), A_CLICK)}>
      <div className={classes.grow}>
        {isSlot ? (
          <TextValue
            label={words.label}
            description={words.description}
            required={isRequired}
            readOnly={readOnly}
            placeholder="{$session.…$}"
            value={typeof value === "string" ? value : ""}
            onChange={(text) => onChange(text === "" && !isRequired ? undefined : text)}
          />
        ) : (
          <Control {...field} />
        )}
      </div>
      {maySlot && !readOnly && <SlotSwitch isSlot={isSlot} label={words.label} onClick={change} />}
    </div>
  );
}

/** A text where the field takes none; of a choice only one with a placeholder. */
function isSlotted(value: Json | undefined, control: Control): boolean {
  return typeof value === "string" && (control !== "choice" || value.includes("{$"));
}

/** What is missing is no fault before the field was left, or somebody else has told so. */
function useFaultText(fault: FieldFault | null, tellsMissing: boolean): string | undefined {
  const { t } = useTranslation("values");
  if (!fault || (fault.key === "required" && !tellsMissing)) return undefined;
  return t(`form.${fault.key}`, { limit: fault.limit, count: fault.count });
}

function SlotSwitch({ isSlot, label, onClick }: { isSlot: boolean; label: string; onClick: () => void }) {
  const { t } = useTranslation("values");
  const name = t(isSlot ? "form.useValue" : "form.useVariable", { label });
  const Sign = isSlot ? IconForms : IconBraces;
  return (
    <Tooltip label={name}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={name} onClick={onClick}>
        <Sign size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
