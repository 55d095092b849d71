import { ActionIcon, Group, Input, Tooltip } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { A_CLICK } from "../editing/click";
import { useTall } from "../editing/useTall";
import { LazyEditor } from "./LazyEditor";
import type { PlaceholderEditorHandle } from "./PlaceholderEditor";
import { TextNotes } from "./TextNotes";
import classes from "./TextValue.module.css";

export interface TextValueProps {
  value: string;
  onChange: (value: string) => void;
  /** Said to screen readers; shown unless `hideLabel`. */
  label: string;
  hideLabel?: boolean;
  description?: ReactNode;
  placeholder?: string;
  error?: ReactNode;
  required?: boolean;
  multiline?: boolean;
  readOnly?: boolean;
  autoFocus?: boolean;
  onBlur?: () => void;
}

/** A text with `{$ … $}`: completion, chips, and what is wrong with a variable. */
export function TextValue(props: TextValueProps) {
  const { value, onChange, label, hideLabel, description, error, required, readOnly, onBlur } = props;
  const { t } = useTranslation("values");
  const id = useId();
  const multiline = useTall(value) || props.multiline;
  const editor = useRef<PlaceholderEditorHandle>(null);
  const [isFocused, setFocused] = useState(false);
  const leaving = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(leaving.current), []);
  const onFocusChange = (now: boolean) => {
    window.clearTimeout(leaving.current);
    if (now) return setFocused(true);
    // What is said below comes a moment later: it would move what somebody is just clicking on.
    leaving.current = window.setTimeout(() => setFocused(false), A_CLICK);
    onBlur?.();
  };
  const insert = readOnly ? null : (
    <InsertVariable label={label} onClick={() => editor.current?.insertVariable()} />
  );
  return (
    <div className={classes.field}>
      {!hideLabel && (
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Input.Label
            id={`${id}-label`}
            labelElement="div"
            required={required}
            className={classes.label}
            onClick={() => editor.current?.focus()}
          >
            {label}
          </Input.Label>
          {isFocused && !readOnly ? <span className={classes.hint}>{t("text.hint")}</span> : null}
          {insert}
        </Group>
      )}
      {description && <Input.Description id={`${id}-description`}>{description}</Input.Description>}
      <div className={hideLabel ? classes.row : undefined}>
        <LazyEditor
          key={String(multiline)}
          handle={editor}
          label={label}
          describedBy={describedBy(id, props)}
          value={value}
          onChange={onChange}
          placeholder={props.placeholder}
          multiline={multiline}
          readOnly={readOnly}
          autoFocus={props.autoFocus}
          isInvalid={Boolean(error)}
          onFocusChange={onFocusChange}
        />
        {hideLabel && insert}
      </div>
      {error && (
        <Input.Error id={`${id}-error`} mt={4}>
          {error}
        </Input.Error>
      )}
      <TextNotes value={value} onChange={onChange} isTyping={isFocused} readOnly={readOnly} />
    </div>
  );
}

function describedBy(id: string, { description, error }: TextValueProps): string {
  return [description ? `${id}-description` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
}

function InsertVariable({ label, onClick }: { label: string; onClick: () => void }) {
  const { t } = useTranslation("values");
  return (
    <Tooltip label={t("text.insert")} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        className={classes.insert}
        aria-label={t("text.insertInto", { label })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        <IconBraces size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
