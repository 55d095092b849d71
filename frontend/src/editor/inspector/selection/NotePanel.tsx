import { ColorSwatch, Group, Input, Stack, UnstyledButton } from "@mantine/core";
import { IconCheck, IconNote, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NOTE_COLORS } from "@/editor/notes/colors";
import type { Note } from "@/model/document";
import { IconButton } from "@/ui";
import { FieldFrame } from "../editing/FieldFrame";
import { useIssuesAt } from "../editing/IssueBoard";
import { TextField } from "../editing/TextField";
import { setting, useEdit } from "../editing/useEdit";
import { PanelHead } from "../panel/PanelHead";
import classes from "./NotePanel.module.css";

/** A sticky note of the canvas. */
export function NotePanel({ note }: { note: Note }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const place = ["notes", note.id];
  const issues = useIssuesAt([...place, "color"]);
  const color = note.color ?? "yellow";
  return (
    <>
      <PanelHead
        kind={t("kinds.note")}
        icon={<IconNote size={18} aria-hidden />}
        title={note.text?.split("\n")[0] || t("note.empty")}
        actions={
          edit.readOnly ? null : (
            <IconButton
              label={t("note.remove")}
              onClick={() => edit.run([{ op: "remove", path: place }], t("note.remove"))}
            >
              <IconTrash size={18} aria-hidden />
            </IconButton>
          )
        }
      />
      <Stack p="md" gap="sm">
        <TextField
          path={[...place, "text"]}
          value={note.text}
          label={t("note.text")}
          description={t("note.hint")}
          multiline
        />
        <FieldFrame path={[...place, "color"]} issues={issues}>
          <Input.Label component="div">{t("note.color")}</Input.Label>
          <Group gap={8} role="radiogroup" aria-label={t("note.color")}>
            {NOTE_COLORS.map((one) => (
              <UnstyledButton
                key={one}
                role="radio"
                aria-checked={one === color}
                aria-label={t(`note.colors.${one}`)}
                disabled={edit.readOnly}
                className={classes.color}
                onClick={() => {
                  if (one !== color)
                    edit.run([setting([...place, "color"], one === "yellow" ? null : one)], t("note.color"));
                }}
              >
                <ColorSwatch color={`var(--mantine-color-${one}-3)`} size={28} component="span">
                  {one === color ? <IconCheck size={16} color="#1a1d21" aria-hidden /> : null}
                </ColorSwatch>
              </UnstyledButton>
            ))}
          </Group>
        </FieldFrame>
      </Stack>
    </>
  );
}
