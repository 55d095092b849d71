import { Group, Stack, Switch } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Button, Step } from "@/model/document";
import { IconButton } from "@/ui";
import { PlaceholderField } from "../editing/PlaceholderField";
import { without } from "../editing/lists";
import { setting, useEdit } from "../editing/useEdit";
import { TargetPicker } from "../connections/TargetPicker";
import { Card } from "../panel/Card";
import { Hint } from "../panel/Hint";
import { changeButton } from "./button-operations";
import { saidBy, saysTheSame, wayOf } from "./buttons";
import { leadButton } from "./button-way";

interface Props {
  step: Step;
  place: number;
  grip: ReactNode;
  onRemove: () => void;
}

/** One button: what it shows, what it says, where pressing it leads. */
export function ButtonRow({ step, place, grip, onRemove }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const buttons = step.message?.buttons ?? [];
  const button = buttons[place] ?? {};
  const path = ["steps", step.id, "message", "buttons", String(place)];
  const name = t("buttons.numbered", { number: place + 1 });
  const hasValue = button.value !== undefined;
  const change = (next: Button) => edit.type(path, changeButton(step, place, next), name);
  const ask = (wants: boolean) => {
    const rest = without(button, "value");
    edit.run(
      changeButton(step, place, wants ? { ...rest, value: button.text ?? "" } : rest),
      t("buttons.value"),
    );
  };
  return (
    <Card label={name}>
      <Group gap={4} wrap="nowrap" align="flex-end">
        {grip}
        <Stack flex={1} miw={0} gap={0}>
          <PlaceholderField
            path={[...path, "text"]}
            value={button.text}
            label={t("buttons.text")}
            onChange={(text) => change({ ...button, text })}
          />
        </Stack>
        {edit.readOnly ? null : (
          <IconButton label={t("buttons.removeThis", { name: button.text || name })} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </IconButton>
        )}
      </Group>
      {hasValue ? (
        <PlaceholderField
          path={[...path, "value"]}
          value={button.value}
          label={t("buttons.value")}
          onChange={(value) => change({ ...button, value })}
        />
      ) : null}
      <Switch
        size="xs"
        label={t("buttons.hasValue")}
        checked={hasValue}
        disabled={edit.readOnly}
        onChange={(event) => ask(event.currentTarget.checked)}
      />
      {saysTheSame(buttons, place) ? (
        <Hint>{t("buttons.same")}</Hint>
      ) : (
        <ButtonWay step={step} button={button} />
      )}
    </Card>
  );
}

function ButtonWay({ step, button }: { step: Step; button: Button }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const way = wayOf(step, button);
  if (saidBy(button) === "" || saidBy(button).includes("{$")) return null;
  const at = way ? ["steps", step.id, "groups", way.group.id, "connections", way.connection.id, "to"] : null;
  return (
    <TargetPicker
      label={t("buttons.leads")}
      value={way?.connection.to ?? ""}
      from={step.id}
      placeholder={t("buttons.otherwise")}
      onPick={(to, extra) => {
        const lead = at ? [setting(at, to)] : leadButton(step, button, to);
        edit.run([...extra, ...lead], t("buttons.leads"));
      }}
    />
  );
}
