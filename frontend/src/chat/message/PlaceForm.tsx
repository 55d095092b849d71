import { Button, Group, NumberInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Said } from "../testing/conversation";
import classes from "./message.module.css";

/** A test may stand anywhere: the place is written down instead of asked of the device. */
export function PlaceForm({ label, onSay }: { label: string; onSay: (said: Said) => void }) {
  const { t } = useTranslation("chat");
  const [latitude, setLatitude] = useState<string | number>(55.7558);
  const [longitude, setLongitude] = useState<string | number>(37.6173);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const place = { latitude: Number(latitude), longitude: Number(longitude) };
    onSay({ text: `${place.latitude},${place.longitude}`, params: { location: place } });
  };
  return (
    <form className={classes.card} onSubmit={send} aria-label={label}>
      <div>{label}</div>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <NumberInput
          size="xs"
          label={t("message.latitude")}
          value={latitude}
          onChange={setLatitude}
          min={-90}
          max={90}
          hideControls
        />
        <NumberInput
          size="xs"
          label={t("message.longitude")}
          value={longitude}
          onChange={setLongitude}
          min={-180}
          max={180}
          hideControls
        />
      </Group>
      <Button size="xs" type="submit" w="max-content" disabled={latitude === "" || longitude === ""}>
        {t("message.send")}
      </Button>
    </form>
  );
}
