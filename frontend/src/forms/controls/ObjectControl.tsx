import { Fieldset } from "@mantine/core";

import { isObject, type JsonObject } from "@/model/json";
import { ObjectFields } from "../ObjectFields";
import classes from "../SchemaForm.module.css";
import type { ControlProps } from "./control";

export function ObjectControl({
  shape,
  path,
  label,
  description,
  value,
  isRequired,
  onChange,
}: ControlProps) {
  const current: JsonObject = isObject(value) ? (value as JsonObject) : {};
  return (
    <Fieldset legend={label} className={classes.object}>
      {description && <p className={classes.description}>{description}</p>}
      <ObjectFields
        shape={shape}
        path={path}
        value={current}
        onChange={(next) => onChange(Object.keys(next).length === 0 && !isRequired ? undefined : next)}
      />
    </Fieldset>
  );
}
