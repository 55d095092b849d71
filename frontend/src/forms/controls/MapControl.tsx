import { Button, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isObject, same, type Json, type JsonObject } from "@/model/json";
import { IconButton } from "@/ui";
import { replaced, without } from "@/values/sets/lists";
import { TextValue } from "@/values/text/TextValue";
import classes from "../SchemaForm.module.css";
import type { ControlProps } from "./control";
import { Framed } from "./Framed";

type Pair = readonly [string, Json];

/** Names with texts. A name that is there twice is told nobody until it is changed. */
export function MapControl(props: ControlProps) {
  const { label, value, isRequired, readOnly, onChange } = props;
  const { t } = useTranslation("values");
  const written: JsonObject = isObject(value) ? (value as JsonObject) : {};
  const [typed, setTyped] = useState<readonly Pair[]>(() => Object.entries(written));
  const isCurrent = same(Object.fromEntries(typed.filter(([name]) => name !== "")), written);
  const pairs = isCurrent ? typed : Object.entries(written);
  const put = (next: readonly Pair[]) => {
    setTyped(next);
    const named = next.filter(([name]) => name !== "");
    if (new Set(named.map(([name]) => name)).size < named.length) return;
    onChange(named.length === 0 && !isRequired ? undefined : Object.fromEntries(named));
  };
  return (
    <Framed {...props} className={classes.fields}>
      {pairs.map(([name, part], place) => (
        <div key={place} className={classes.line}>
          <TextInput
            aria-label={t("form.key")}
            placeholder={t("form.key")}
            className={classes.key}
            readOnly={readOnly}
            value={name}
            error={name !== "" && pairs.findIndex(([other]) => other === name) < place && t("form.keyTaken")}
            onChange={(event) => put(replaced(pairs, place, [event.currentTarget.value, part]))}
          />
          <div className={classes.grow}>
            <TextValue
              hideLabel
              label={t("form.keyValue", { name })}
              readOnly={readOnly}
              value={typeof part === "string" ? part : JSON.stringify(part)}
              onChange={(text) => put(replaced(pairs, place, [name, text]))}
            />
          </div>
          {!readOnly && (
            <IconButton
              label={t("form.removeItem", { label: name })}
              onClick={() => put(without(pairs, place))}
            >
              <IconTrash size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {!readOnly && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            aria-label={t("form.addTo", { label })}
            onClick={() => put([...pairs, ["", ""]])}
          >
            {t("form.addKey")}
          </Button>
        </div>
      )}
    </Framed>
  );
}
