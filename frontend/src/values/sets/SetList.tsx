import { Button, Input, Select, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Setting, SettingOp } from "@/model/document";
import type { Json } from "@/model/json";
import { IconButton } from "@/ui";
import { AnyValue } from "../fields/AnyValue";
import { isNumeric } from "../fields/kinds";
import { omit } from "../fields/omit";
import { VariablePicker } from "../fields/VariablePicker";
import { moved, replaced, without } from "./lists";
import classes from "./SetList.module.css";
import { SortableList } from "./SortableList";
import { useKeys } from "./useKeys";

const OPS: readonly SettingOp[] = ["set", "add", "append", "remove", "clear"];

interface Props {
  value: readonly Setting[];
  onChange: (value: readonly Setting[]) => void;
  label: string;
  readOnly?: boolean;
}

/** Writes to variables, done in their order (flow-language.md 2). */
export function SetList({ value, onChange, label, readOnly }: Props) {
  const { t } = useTranslation("values");
  const keys = useKeys(value.length);
  const nameOf = (place: number) => value[place]?.variable || t("set.numbered", { number: place + 1 });
  return (
    <div className={classes.list}>
      <Input.Label labelElement="div">{label}</Input.Label>
      <SortableList
        items={keys.keys}
        keyOf={(key) => key}
        nameOf={(_, place) => nameOf(place)}
        label={label}
        readOnly={readOnly}
        onMove={(from, to) => {
          keys.move(from, to);
          onChange(moved(value, from, to));
        }}
      >
        {(_, place, grip) => {
          const setting = value[place];
          if (!setting) return null;
          return (
            <SettingRow
              setting={setting}
              grip={grip}
              readOnly={readOnly}
              onChange={(next) => onChange(replaced(value, place, next))}
              onRemove={() => {
                keys.remove(place);
                onChange(without(value, place));
              }}
            />
          );
        }}
      </SortableList>
      {!readOnly && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...value, { variable: "session.", value: "" }])}
          >
            {t("set.add")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface RowProps {
  setting: Setting;
  grip: ReactNode;
  readOnly?: boolean;
  onChange: (setting: Setting) => void;
  onRemove: () => void;
}

function SettingRow({ setting, grip, readOnly, onChange, onRemove }: RowProps) {
  const { t } = useTranslation("values");
  const op = setting.op ?? "set";
  const name = setting.variable;
  const hint = hintOf(op, setting.value);
  return (
    <div className={classes.row}>
      <div className={classes.head}>
        {grip}
        <VariablePicker
          writable
          hideLabel
          label={t("set.variable")}
          value={name}
          readOnly={readOnly}
          onChange={(variable) => onChange({ ...setting, variable })}
        />
        <Select
          className={classes.op}
          aria-label={t("set.op", { name })}
          data={OPS.map((one) => ({ value: one, label: t(`set.ops.${one}`) }))}
          value={op}
          readOnly={readOnly}
          allowDeselect={false}
          comboboxProps={{ width: "max-content", position: "bottom-end" }}
          onChange={(chosen) => {
            const next = OPS.find((one) => one === chosen);
            if (next && next !== op) onChange(withOp(setting, next));
          }}
        />
        {!readOnly && (
          <IconButton label={t("set.remove", { name })} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      {op !== "clear" && (
        <AnyValue
          label={t("set.value", { name })}
          value={setting.value}
          readOnly={readOnly}
          placeholder={t(op === "add" ? "set.amount" : "set.valueHint")}
          onChange={(value) => onChange(valueWritten(setting, value))}
        />
      )}
      {hint && (
        <Text size="xs" className={classes.note}>
          {t(hint)}
        </Text>
      )}
    </div>
  );
}

/** What a `set` without a value stores is null: the key is left out. */
function valueWritten(setting: Setting, value: Json): Setting {
  if (value !== null || setting.value === null) return { ...setting, value };
  return omit(setting, "value");
}

/** A number begins with 1, so that counting takes one click. */
function withOp(setting: Setting, op: SettingOp): Setting {
  const rest = omit(setting, "op");
  if (op === "set") return rest;
  if (op === "clear") return { variable: setting.variable, op };
  const isEmpty = setting.value === undefined || setting.value === "" || setting.value === null;
  return { ...rest, op, value: isEmpty ? (op === "add" ? 1 : "") : setting.value };
}

function hintOf(op: SettingOp, value: Json | undefined) {
  if (op !== "add") return null;
  const isText = typeof value === "string" && value !== "" && !value.includes("{$") && !isNumeric(value);
  const isOther = value !== undefined && typeof value === "object";
  return isText || isOther || typeof value === "boolean" ? "set.notNumber" : null;
}
