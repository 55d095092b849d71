import { Input, Textarea } from "@mantine/core";
import type { TFunction } from "i18next";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Json } from "@/model/json";
import { lazily } from "@/ui/lazily";
import { UntilLoaded } from "../editing/UntilLoaded";
import { useKeptDraft } from "./keptDrafts";
import { jsonText, parseJson, says, type ParsedJson } from "./kinds";

const JsonEditor = lazily(async () => {
  const { JsonEditor: editor } = await import("./JsonEditor");
  return { default: editor };
});

interface Props {
  value: Json | undefined;
  onChange: (value: Json) => void;
  label: string;
  hideLabel?: boolean;
  description?: ReactNode;
  readOnly?: boolean;
  /** Texts in it are taken as they are: there are no variables in them. */
  plain?: boolean;
}

/** A value as JSON. What is not JSON yet stays in the field and is told nobody. */
export function JsonValue({ value, onChange, label, hideLabel, description, readOnly, plain }: Props) {
  const { t } = useTranslation("values");
  const id = useId();
  const kept = useKeptDraft(label);
  const [draft, setDraft] = useState(() => kept.read(value) ?? jsonText(value));
  const parsed = parseJson(draft);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    // What was typed is kept while it says the same, spaces and all.
    if (!says(draft, value) && parsed.value !== undefined) setDraft(jsonText(value));
  }
  const change = (text: string) => {
    setDraft(text);
    const next = parseJson(text);
    kept.write(next.value === undefined ? { text, of: value } : null);
    if (next.value !== undefined && !says(text, value)) onChange(next.value);
  };
  const isBroken = parsed.value === undefined;
  return (
    <div>
      {!hideLabel && (
        <Input.Label labelElement="div" id={`${id}-label`}>
          {label}
        </Input.Label>
      )}
      {description && <Input.Description>{description}</Input.Description>}
      <UntilLoaded
        plain={
          <Textarea
            aria-label={label}
            autosize
            minRows={3}
            maxRows={16}
            value={draft}
            readOnly={readOnly}
            onChange={(event) => change(event.currentTarget.value)}
          />
        }
      >
        <JsonEditor
          label={label}
          value={draft}
          onChange={change}
          readOnly={readOnly}
          isInvalid={isBroken}
          plain={plain}
        />
      </UntilLoaded>
      {isBroken && (
        <Input.Error mt={4} role="status">
          {faultOf(parsed, t)}
        </Input.Error>
      )}
    </div>
  );
}

function faultOf({ long, line }: ParsedJson, t: TFunction<"values">): string {
  if (long !== undefined) return t("json.long", { number: long });
  return line > 0 ? t("json.brokenAt", { line }) : t("json.broken");
}
