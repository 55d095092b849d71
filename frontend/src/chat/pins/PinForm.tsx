import {
  Autocomplete,
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Switch,
  Textarea,
} from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Pin } from "../testing/conversation";
import classes from "./pins.module.css";
import { usePlaces } from "./usePlaces";
import { answerOf, NOTHING, writtenOf, type Written } from "./written";

type PinFormProps = { pin: Pin | null; onKeep: (pin: Pin) => void };

/** One answer, written down: whom it stands for and what is said. */
export function PinForm({ pin, onKeep }: PinFormProps) {
  const { t } = useTranslation("chat");
  const places = usePlaces();
  const [written, setWritten] = useState<Written>(pin ? writtenOf(pin) : NOTHING);
  const write = (part: Partial<Written>) => setWritten({ ...written, ...part });
  const { kind, to, status, body } = written;
  const keep = (event: FormEvent) => {
    event.preventDefault();
    const id = pin?.id ?? crypto.randomUUID();
    onKeep({ id, kind, to: to.trim(), answer: answerOf(written) });
  };
  return (
    <form onSubmit={keep}>
      <Stack gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t("pins.kind")}
          data={[
            { value: "http", label: t("pins.http") },
            { value: "integration", label: t("pins.integration") },
          ]}
          value={kind}
          onChange={(value) => write({ kind: value === "integration" ? "integration" : "http", to: "" })}
        />
        <Autocomplete
          label={t(kind === "http" ? "pins.address" : "pins.operation")}
          description={kind === "http" ? t("pins.addressHint") : undefined}
          placeholder={kind === "http" ? "GET https://api.example/price" : "telegram.send_message"}
          data={places[kind]}
          value={to}
          onChange={(value) => write({ to: value })}
        />
        {kind === "http" ? (
          <NumberInput
            label={t("pins.status")}
            value={status}
            onChange={(value) => write({ status: value })}
            min={100}
            max={599}
            w={140}
          />
        ) : (
          <Switch
            label={t("pins.works")}
            checked={Number(status) < 400}
            onChange={(event) => write({ status: event.currentTarget.checked ? 200 : 400 })}
          />
        )}
        <Textarea
          label={t("pins.answer")}
          value={body}
          onChange={(event) => write({ body: event.currentTarget.value })}
          autosize
          maxRows={10}
          classNames={{ input: classes.answer }}
        />
        <Group>
          <Button type="submit" variant="default" disabled={to.trim() === ""}>
            {t(pin ? "pins.change" : "pins.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
