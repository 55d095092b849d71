import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { fieldFault } from "@/api/faults";
import { FaultAlert } from "@/ui";

import type { Example } from "../types";
import { createBot } from "./createBot";
import { ExampleTalk } from "./ExampleTalk";
import { Gallery } from "./Gallery";
import classes from "./NewBotDialog.module.css";
import { PlaceSelect, usePlaces } from "./PlaceSelect";

type NewBotDialogProps = { opened: boolean; onClose: () => void };

/** An empty bot, or one of the examples, which can be talked with before it is taken. */
export function NewBotDialog({ opened, onClose }: NewBotDialogProps) {
  const { t } = useTranslation("bots");
  return (
    <Modal opened={opened} onClose={onClose} title={t("new.title")} size={920}>
      {opened && <NewBotForm onClose={onClose} />}
    </Modal>
  );
}

function NewBotForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("bots");
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<Example | null>(null);
  const { place, places, choose } = usePlaces();
  const [fault, setFault] = useState<unknown>(null);
  const [isMaking, setMaking] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setMaking(true);
    setFault(null);
    try {
      const called = name.trim() || chosen?.title || t("new.untitled");
      const bot = await createBot(called, chosen?.name ?? null, place);
      // In the dialog's place in the history: back leads to the list.
      await navigate({ to: "/bots/$botId", params: { botId: bot.id }, replace: true });
    } catch (thrown) {
      setFault(thrown);
      setMaking(false);
    }
  };
  return (
    <form onSubmit={(event) => void make(event)}>
      <Stack gap="md">
        <div className={classes.fields}>
          <TextInput
            label={t("new.name")}
            error={fieldFault(fault, "name")}
            placeholder={chosen?.title ?? t("new.untitled")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <PlaceSelect place={place} places={places} onChoose={choose} />
        </div>
        <div className={classes.choice}>
          <Gallery chosen={chosen} onChoose={setChosen} />
          {chosen ? (
            <ExampleTalk key={chosen.name} example={chosen} />
          ) : (
            <p className={classes.hint}>{t("new.hint")}</p>
          )}
        </div>
        <FaultAlert fault={fault} told={["name"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={isMaking}>
            {chosen ? t("new.take") : t("new.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
