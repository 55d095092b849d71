import { Button, Group, Modal, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useTranslation } from "react-i18next";

import { FaultAlert, notify } from "@/ui";
import { VariablesContext } from "@/values";

import classes from "../Schedule.module.css";
import type { Emitter } from "../types";
import { Coming } from "./Coming";
import { MessagePart } from "./MessagePart";
import { MorePart } from "./MorePart";
import { isUneven } from "./reading";
import { useBotVariables } from "./useBotVariables";
import { useEmitterForm } from "./useEmitterForm";
import { WhenPart } from "./WhenPart";
import { WhomPart } from "./WhomPart";

const TOLD = ["name", "message", "channel_id", "audience", "schedule"];

type Props = { botId: string; emitter: Emitter | null; zone: string; onClose: () => void };

/** What is sent, to whom, when; and the next times before it is saved. */
export function EmitterDialog({ botId, emitter, zone, onClose }: Props) {
  const { t } = useTranslation(["schedule", "ui"]);
  const variables = useBotVariables(botId);
  const { form, saving, save } = useEmitterForm({
    botId,
    emitter,
    zone,
    onSaved: (name) => {
      notify(t("form.saved", { name }));
      onClose();
    },
  });
  const leave = () => {
    if (!form.isDirty()) return onClose();
    modals.openConfirmModal({
      title: t("form.leaveTitle"),
      children: t("form.leaveText"),
      labels: { confirm: t("form.leave"), cancel: t("form.stay") },
      confirmProps: { color: "red" },
      closeButtonProps: { "aria-label": t("ui:close") },
      onConfirm: onClose,
    });
  };
  return (
    <Modal
      opened
      onClose={leave}
      size="lg"
      title={t(emitter ? "form.change" : "form.new")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <VariablesContext value={variables}>
        <form noValidate onSubmit={save} className={classes.form}>
          <TextInput
            label={t("form.name")}
            description={t("form.nameHint")}
            maxLength={200}
            data-autofocus
            {...form.getInputProps("name")}
          />
          <MessagePart form={form} />
          <WhomPart form={form} botId={botId} />
          <WhenPart form={form} isUneven={emitter !== null && isUneven(emitter.schedule)} />
          <MorePart form={form} />
          <Coming form={form} />
          <FaultAlert fault={saving.error} told={TOLD} />
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              {t("ui:cancel")}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {t("ui:save")}
            </Button>
          </Group>
        </form>
      </VariablesContext>
    </Modal>
  );
}
