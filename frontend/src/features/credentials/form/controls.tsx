import { ActionIcon, Button, Input, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isObject, type JsonObject } from "@/model/json";
import type { ControlProps } from "@/forms";

import classes from "./Form.module.css";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A plain line: no variable is filled in here. */
export function PlainLine({
  label,
  description,
  value,
  isRequired,
  readOnly,
  error,
  shape,
  onChange,
}: ControlProps) {
  return (
    <TextInput
      {...{ label, description, readOnly, error }}
      required={isRequired}
      placeholder={text(shape.fallback)}
      value={text(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
    />
  );
}

/** `isKept`: there is a secret already, and what is left empty stays. */
type SecretProps = ControlProps & { isKept?: boolean };

/** Typed, never shown: what is kept is not here to be shown. */
export function SecretLine({ isKept, label, description, value, isRequired, error, onChange }: SecretProps) {
  const { t } = useTranslation("credentials");
  return (
    <PasswordInput
      {...{ label, description, error }}
      required={isRequired}
      placeholder={isKept ? t("secret.kept") : undefined}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ "aria-label": t("secret.show", { label }) }}
      value={text(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
    />
  );
}

const LONGEST_LINE = 8192; // what is longer is a file

/** A line, or a whole file that is pasted. */
export function SecretText(props: SecretProps) {
  const isFile = (props.shape.limits.maxLength ?? 0) > LONGEST_LINE;
  return isFile ? <SecretFile {...props} /> : <SecretLine {...props} />;
}

function SecretFile({ isKept, label, description, value, isRequired, error, onChange }: SecretProps) {
  const { t } = useTranslation("credentials");
  return (
    <Textarea
      {...{ label, description, error }}
      required={isRequired}
      placeholder={isKept ? t("secret.kept") : undefined}
      autosize
      minRows={3}
      maxRows={8}
      spellCheck={false}
      classNames={{ input: classes.file }}
      value={text(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
    />
  );
}

type Pair = readonly [name: string, value: string];

/** Headers and their values. */
export function SecretPairs({ isKept, label, description, value, isRequired, error, onChange }: SecretProps) {
  const { t } = useTranslation("credentials");
  const [pairs, setPairs] = useState<readonly Pair[]>(() => {
    const known = isObject(value) ? Object.entries(value as JsonObject) : [];
    return known.length > 0 ? known.map(([name, one]) => [name, text(one)] as const) : [["", ""]];
  });
  const put = (next: readonly Pair[]) => {
    setPairs(next);
    const named = next.filter(([name, one]) => name.trim() !== "" && one !== "");
    onChange(named.length > 0 ? Object.fromEntries(named) : undefined);
  };
  const change = (place: number, pair: Pair) => put(pairs.map((one, at) => (at === place ? pair : one)));
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      required={isRequired}
      labelElement="div"
    >
      {pairs.map(([name, one], place) => (
        <div key={place} className={classes.pair}>
          <TextInput
            aria-label={t("headers.name", { number: place + 1 })}
            placeholder="X-Api-Key"
            value={name}
            onChange={(event) => change(place, [event.currentTarget.value, one])}
          />
          <PasswordInput
            aria-label={t("headers.value", { number: place + 1 })}
            placeholder={t(isKept ? "secret.kept" : "headers.valueHint")}
            autoComplete="new-password"
            visibilityToggleButtonProps={{
              "aria-label": t("secret.show", { label: t("headers.value", { number: place + 1 }) }),
            }}
            value={one}
            onChange={(event) => change(place, [name, event.currentTarget.value])}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("headers.remove", { number: place + 1 })}
            disabled={pairs.length === 1}
            onClick={() => put(pairs.filter((_, at) => at !== place))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        mt={8}
        leftSection={<IconPlus size={14} />}
        onClick={() => setPairs([...pairs, ["", ""]])}
      >
        {t("headers.add")}
      </Button>
    </Input.Wrapper>
  );
}

export const SETTINGS = { line: PlainLine, text: PlainLine };
export const SECRETS = { line: SecretLine, text: SecretText, map: SecretPairs };
export const KEPT_SECRETS = {
  line: (props: ControlProps) => <SecretLine {...props} isKept />,
  text: (props: ControlProps) => <SecretText {...props} isKept />,
  map: (props: ControlProps) => <SecretPairs {...props} isKept />,
};
