import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { isObject, ownOf, type Json, type JsonObject } from "@/model/json";
import { IconButton } from "@/ui";
import { JsonValue } from "@/values/fields/JsonValue";
import { omit } from "@/values/fields/omit";
import { useForm } from "./context";
import { Placed } from "./Placed";
import { SchemaField } from "./SchemaField";
import classes from "./SchemaForm.module.css";
import type { Shape } from "./shape";

interface Props {
  shape: Shape;
  path: readonly string[];
  value: JsonObject;
  onChange: (value: JsonObject) => void;
}

/** The fields of an object in the schema's order, then keys the schema does not know. */
export function ObjectFields({ shape, path, value, onChange }: Props) {
  const { t } = useTranslation("values");
  const { readOnly } = useForm();
  // What is kept and is nobody's to change is not drawn.
  const known = [...(shape.properties ?? [])].filter(
    ([, schema]) => schema.readOnly !== true && isAsked(schema, value),
  );
  const unknown = Object.keys(value).filter((key) => !shape.properties?.has(key));
  const put = (key: string, next: Json | undefined) =>
    onChange(withKey(value, key, next, [...(shape.properties?.keys() ?? [])]));
  return (
    <div className={classes.fields}>
      {known.map(([key, schema]) => (
        <Placed key={key} at={key}>
          <SchemaField
            schema={schema}
            path={[...path, key]}
            value={ownOf(value, key)}
            isRequired={shape.required.has(key)}
            onChange={(next) => put(key, next)}
          />
        </Placed>
      ))}
      {unknown.map((key) => (
        <div key={key} className={classes.line}>
          <div className={classes.grow}>
            <JsonValue
              label={key}
              description={shape.others === false ? t("form.unknownKey") : undefined}
              value={ownOf(value, key)}
              readOnly={readOnly}
              onChange={(next) => put(key, next)}
            />
          </div>
          {!readOnly && (
            <IconButton label={t("form.removeItem", { label: key })} onClick={() => put(key, undefined)}>
              <IconTrash size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
    </div>
  );
}

/** `x-only-with`: asked only beside these values of others, such as `{type: ["select"]}`; what it holds stays. */
export function isAsked(schema: JsonObject, value: JsonObject): boolean {
  const others = schema["x-only-with"];
  if (!isObject(others)) return true;
  return Object.entries(others).every(
    ([key, wanted]) => Array.isArray(wanted) && wanted.includes(ownOf(value, key) ?? null),
  );
}

/** Keys keep their order; a new one goes where the schema has it. */
export function withKey(
  value: JsonObject,
  key: string,
  next: Json | undefined,
  order: readonly string[],
): JsonObject {
  if (next === undefined) return omit(value, key);
  if (Object.hasOwn(value, key)) return { ...value, [key]: next };
  const later = new Set(order.slice(order.indexOf(key) + 1));
  const entries = Object.entries(value);
  const found = order.includes(key) ? entries.findIndex(([name]) => later.has(name)) : -1;
  const at = found === -1 ? entries.length : found;
  return Object.fromEntries([...entries.slice(0, at), [key, next], ...entries.slice(at)]);
}
