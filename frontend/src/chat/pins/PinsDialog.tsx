import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconPencil, IconPinned, IconTrash } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";

import { AskForReal } from "../talk/AskForReal";
import type { Pin } from "../testing/conversation";
import { useTesting } from "../testing/store";
import { shown } from "../trace";
import { PinForm } from "./PinForm";
import { pinsOf } from "./pinsOf";
import classes from "./pins.module.css";

/** What servers and integrations answer in a test, as long as it is pinned; what they answered for real can be. */
export function PinsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("chat");
  const pins = useTesting((state) => state.pins);
  const recorded = useTesting((state) => state.recorded);
  const setPins = useTesting((state) => state.setPins);
  const again = useTesting((state) => state.again);
  const [before] = useState(pins);
  const [edited, setEdited] = useState<Pin | null>(null);
  const close = () => {
    onClose();
    if (pins !== before) again();
  };
  const keep = (pin: Pin) => {
    const isKnown = pins.some(({ id }) => id === pin.id);
    setPins(isKnown ? pins.map((one) => (one.id === pin.id ? pin : one)) : [...pins, pin]);
    setEdited(null);
  };
  const heard = pinsOf(recorded).filter(({ to }) => !pins.some((pin) => pin.to === to));
  return (
    <Modal opened onClose={close} title={t("pins.title")} size="lg">
      <Stack gap="md">
        <Text size="sm" c="var(--text-2)">
          {t("pins.lead")}
        </Text>
        <AskForReal />
        <Answers title={t("pins.pinned")} pins={pins}>
          {(pin) => (
            <>
              <IconButton label={t("pins.edit", { name: pin.to })} onClick={() => setEdited(pin)}>
                <IconPencil size={16} />
              </IconButton>
              <IconButton
                label={t("pins.remove", { name: pin.to })}
                onClick={() => setPins(pins.filter(({ id }) => id !== pin.id))}
              >
                <IconTrash size={16} />
              </IconButton>
            </>
          )}
        </Answers>
        <Answers title={t("pins.recorded")} pins={heard}>
          {(pin) => (
            <IconButton label={t("pins.pin", { name: pin.to })} onClick={() => keep(pin)}>
              <IconPinned size={16} />
            </IconButton>
          )}
        </Answers>
        <PinForm key={edited?.id ?? `new ${pins.length}`} pin={edited} onKeep={keep} />
        <Group justify="flex-end">
          <Button onClick={close}>{t("pins.done")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type AnswersProps = { title: string; pins: readonly Pin[]; children: (pin: Pin) => ReactNode };

function Answers({ title, pins, children }: AnswersProps) {
  if (pins.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.pins}>
        {pins.map((pin) => (
          <li key={pin.id}>
            <span className={classes.pin}>
              <code>{pin.to}</code>
              <small>{shown(pin.answer)}</small>
            </span>
            <Group gap={2} wrap="nowrap">
              {children(pin)}
            </Group>
          </li>
        ))}
      </ul>
    </section>
  );
}
