import { Anchor } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useVariables } from "../known/useVariables";
import { mend, notesOf } from "./notes";
import classes from "./TextValue.module.css";

interface Props {
  value: string;
  onChange: (value: string) => void;
  isTyping: boolean;
  readOnly?: boolean;
}

/** What is wrong with the placeholders of a text, in words, with the word that was probably meant. */
export function TextNotes({ value, onChange, isTyping, readOnly }: Props) {
  const { t } = useTranslation("values");
  const variables = useVariables();
  const notes = useMemo(() => notesOf(value, variables, isTyping), [value, variables, isTyping]);
  return (
    <div aria-live="polite">
      {notes.map((note) => (
        <div
          key={`${note.key} ${note.found}`}
          className={classes.note}
          data-wrong={note.isWrong || undefined}
        >
          <IconAlertTriangle size={14} className={classes.icon} aria-hidden />
          <span>
            {t(`note.${note.key}`, { found: note.found, count: note.wanted ?? 0 })}{" "}
            {note.fix && !readOnly && (
              <Anchor
                component="button"
                type="button"
                size="xs"
                onClick={() => onChange(mend(value, note, variables))}
              >
                {t("note.use", { name: note.fix.text })}
              </Anchor>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}
