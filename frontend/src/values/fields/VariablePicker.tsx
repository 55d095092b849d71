import { Anchor, Autocomplete, Text } from "@mantine/core";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { judge } from "../known/judge";
import { useVariables } from "../known/useVariables";
import { preview, type Variable } from "../known/variable";
import { readFault, SCOPES, writeFault } from "../syntax/paths";
import classes from "./VariablePicker.module.css";

interface Props {
  value: string;
  onChange: (path: string) => void;
  label: string;
  hideLabel?: boolean;
  description?: ReactNode;
  placeholder?: string;
  required?: boolean;
  /** Only variables a bot may write. */
  writable?: boolean;
  readOnly?: boolean;
  size?: "xs" | "sm";
  variables?: readonly Variable[];
}

/** A path of a variable: chosen by scope, or typed. */
export function VariablePicker(props: Props) {
  const { value, onChange, label, hideLabel, description, placeholder, required, writable = false } = props;
  const { readOnly, size = "sm" } = props;
  const { t } = useTranslation("values");
  const here = useVariables();
  const variables = props.variables ?? here;
  const offered = useMemo(
    () => (writable ? variables.filter((one) => one.isWritable) : variables),
    [writable, variables],
  );
  const byPath = useMemo(() => new Map(offered.map((one) => [one.path, one])), [offered]);
  const groups = useMemo(
    () =>
      SCOPES.map((scope) => {
        const items = offered.filter(({ path }) => path.startsWith(`${scope}.`)).map(({ path }) => path);
        return { group: t(`scope.${scope}`), items };
      }).filter(({ items }) => items.length > 0),
    [offered, t],
  );
  const trimmed = value.trim();
  const fault = trimmed === "" ? null : writable ? writeFault(trimmed) : readFault(trimmed);
  return (
    <div className={classes.picker}>
      <Autocomplete
        size={size}
        label={hideLabel ? undefined : label}
        aria-label={label}
        description={description}
        placeholder={placeholder ?? t(writable ? "picker.writable" : "picker.readable")}
        required={required}
        readOnly={readOnly}
        value={value}
        data={groups}
        error={fault && t(`path.${fault}`)}
        maxDropdownHeight={320}
        limit={200}
        spellCheck={false}
        comboboxProps={{
          width: "max-content",
          position: "bottom-start",
          middlewares: { flip: true, shift: true },
        }}
        renderOption={({ option }) => <Option path={option.value} variable={byPath.get(option.value)} />}
        onChange={onChange}
        onBlur={() => trimmed !== value && onChange(trimmed)}
        // Of the list, not of a form around it: who chooses a variable has not finished.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      {!writable && !fault && (
        <Doubt path={trimmed} variables={variables} onChange={readOnly ? undefined : onChange} />
      )}
    </div>
  );
}

function Option({ path, variable }: { path: string; variable?: Variable }) {
  const { t } = useTranslation("values");
  const value = variable?.value;
  const shown = variable?.isSecret
    ? t("secret")
    : value === undefined || value === null
      ? ""
      : preview(value);
  const kind = !variable || variable.type === "any" ? "" : t(`type.${variable.type}`);
  return (
    <span className={classes.option}>
      <span>{path}</span>
      <span className={classes.detail}>{[shown, kind].filter(Boolean).join(" · ")}</span>
    </span>
  );
}

interface DoubtProps {
  path: string;
  variables: readonly Variable[];
  onChange?: (path: string) => void;
}

function Doubt({ path, variables, onChange }: DoubtProps) {
  const { t } = useTranslation("values");
  const verdict = path === "" ? null : judge(path, variables);
  if (verdict?.fault !== "unknown") return null;
  const { near } = verdict;
  return (
    <Text size="xs" className={classes.doubt} aria-live="polite">
      {t("note.unknown", { found: path })}{" "}
      {near !== null && onChange && (
        <Anchor component="button" type="button" size="xs" onClick={() => onChange(near)}>
          {t("note.use", { name: near })}
        </Anchor>
      )}
    </Text>
  );
}
