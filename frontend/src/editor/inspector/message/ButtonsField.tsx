import { Button as ActionButton, Group, Input } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Button, Step } from "@/model/document";
import { SortableList } from "@/values";
import { moveTo, removeAt } from "../editing/lists";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import { setting, useEdit } from "../editing/useEdit";
import { ButtonRow } from "./ButtonRow";
import { saidBy } from "./buttons";

const NONE: readonly Button[] = [];

/** The buttons under a message, in order. */
export function ButtonsField({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const buttons = step.message?.buttons ?? NONE;
  const path = ["steps", step.id, "message", "buttons"];
  const issues = useIssuesAt(path, true);
  const write = (next: readonly Button[], label: string) =>
    edit.run([setting(path, next.length > 0 ? next : null)], label);
  const name = (button: Button, place: number) =>
    saidBy(button) || t("buttons.numbered", { number: place + 1 });
  if (edit.readOnly && buttons.length === 0) return null;
  return (
    <FieldFrame path={path} issues={issues} gap={6}>
      <Input.Label component="div">{t("buttons.title")}</Input.Label>
      <SortableList
        label={t("buttons.title")}
        items={buttons}
        keyOf={(_, place) => String(place)}
        nameOf={name}
        readOnly={edit.readOnly}
        onMove={(from, to) => write(moveTo(buttons, from, to), t("buttons.move"))}
      >
        {(_, place, grip) => (
          <ButtonRow
            step={step}
            place={place}
            grip={grip}
            onRemove={() => write(removeAt(buttons, place), t("buttons.remove"))}
          />
        )}
      </SortableList>
      {edit.readOnly ? null : (
        <Group>
          <ActionButton
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() =>
              write(
                [...buttons, { text: t("buttons.new", { number: buttons.length + 1 }) }],
                t("buttons.add"),
              )
            }
          >
            {t("buttons.add")}
          </ActionButton>
        </Group>
      )}
    </FieldFrame>
  );
}
