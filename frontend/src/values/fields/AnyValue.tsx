import { NumberInput, SegmentedControl, TagsInput, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isExact } from "@/model/exact";
import type { Json } from "@/model/json";
import { TextValue } from "../text/TextValue";
import classes from "./AnyValue.module.css";
import { JsonValue } from "./JsonValue";
import { KindMenu } from "./KindMenu";
import { convert, editedList, isNumeric, kindOf, VALUE_KINDS, type ValueKind } from "./kinds";

interface Props {
  value: Json | undefined;
  onChange: (value: Json) => void;
  label: string;
  readOnly?: boolean;
  /** Only these kinds are offered; the one that is there stays. */
  kinds?: readonly ValueKind[];
  placeholder?: string;
}

/** A value of any kind; texts may have placeholders, and are the kind one begins with. */
export function AnyValue({ value, onChange, label, readOnly, kinds = VALUE_KINDS, placeholder }: Props) {
  // A list of texts that somebody writes as JSON stays JSON while they do.
  const [isJson, setJson] = useState(() => kindOf(value) === "json");
  const kind = isJson ? "json" : kindOf(value);
  const offered = VALUE_KINDS.filter((one) => one === kind || kinds.includes(one));
  return (
    <div className={classes.value} data-tall={kind === "json" || undefined}>
      <ValueInput kind={kind} {...{ value, onChange, label, readOnly, placeholder }} />
      {offered.length > 1 && !readOnly && (
        <KindMenu
          label={label}
          kind={kind}
          offered={offered}
          onChange={(next) => {
            setJson(next === "json");
            onChange(convert(value, next));
          }}
        />
      )}
    </div>
  );
}

function ValueInput({ kind, value, onChange, label, readOnly, placeholder }: Props & { kind: ValueKind }) {
  const { t } = useTranslation("values");
  if (kind === "text" || (kind === "null" && !readOnly)) {
    return (
      <TextValue
        label={label}
        hideLabel
        readOnly={readOnly}
        placeholder={kind === "null" ? t("kind.nothing") : placeholder}
        value={typeof value === "string" ? value : ""}
        onChange={onChange}
      />
    );
  }
  if (kind === "number") {
    return (
      <NumberInput
        aria-label={label}
        readOnly={readOnly}
        value={typeof value === "number" ? value : 0}
        onChange={(next) => {
          // What has more digits than a number holds comes as a text, and stays one.
          if (typeof next === "number" || (isNumeric(next) && !isExact(next))) onChange(next);
        }}
      />
    );
  }
  if (kind === "boolean") {
    const choices = [true, false].map((one) => ({ value: String(one), label: t(one ? "yes" : "no") }));
    return (
      <SegmentedControl
        aria-label={label}
        readOnly={readOnly}
        data={choices}
        value={String(value === true)}
        onChange={(next) => onChange(next === "true")}
      />
    );
  }
  if (kind === "list" && Array.isArray(value)) {
    return <ListValue {...{ value, onChange, label, readOnly }} />;
  }
  if (kind === "null") return <Text size="sm">{t("kind.nothing")}</Text>;
  return <JsonValue label={label} hideLabel readOnly={readOnly} value={value ?? null} onChange={onChange} />;
}

interface ListProps {
  value: readonly Json[];
  onChange: (value: Json) => void;
  label: string;
  readOnly?: boolean;
}

/** Texts and numbers; what is not touched stays what it is. */
function ListValue({ value, onChange, label, readOnly }: ListProps) {
  const { t } = useTranslation("values");
  const shown = value.map(String);
  return (
    <TagsInput
      aria-label={label}
      readOnly={readOnly}
      allowDuplicates
      placeholder={shown.length === 0 ? t("list.placeholder") : undefined}
      value={shown}
      splitChars={[","]}
      onChange={(next) => onChange(editedList(value, next))}
    />
  );
}
