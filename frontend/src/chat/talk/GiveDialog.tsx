import { Autocomplete, Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { ownOf } from "@/model/json";

import { useTesting } from "../testing/store";
import { readValue } from "./readValue";

type GiveDialogProps = { path?: string; onClose: () => void };

/** Changes a variable in the middle of the test; the next thing that happens sees it. */
export function GiveDialog({ path: given = "session.", onClose }: GiveDialogProps) {
  const { t } = useTranslation("chat");
  const variables = useTesting((state) => state.outcomes.at(-1)?.variables);
  const add = useTesting((state) => state.add);
  const textOf = (chosen: string) => {
    const [scope = "", name = ""] = chosen.split(".");
    const now = ownOf(ownOf(variables ?? {}, scope) ?? {}, name);
    return typeof now === "string" || now === undefined ? (now ?? "") : JSON.stringify(now, null, 2);
  };
  const [path, setPath] = useState(given);
  const [text, setText] = useState(() => textOf(given));
  const known = Object.entries(variables ?? {}).flatMap(([scope, values]) =>
    Object.keys(values).map((name) => `${scope}.${name}`),
  );
  const choose = (chosen: string) => {
    setPath(chosen);
    setText(textOf(chosen) || text);
  };
  const give = (event: FormEvent) => {
    event.preventDefault();
    add({ wait: "0s", given: { [path.trim()]: readValue(text) } });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("give.title")}>
      <form onSubmit={give}>
        <Stack gap="md">
          <Autocomplete
            label={t("give.variable")}
            data={known}
            value={path}
            onChange={choose}
            data-autofocus={given.endsWith(".") || undefined}
          />
          <Textarea
            label={t("give.value")}
            description={t("give.valueHint")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            maxRows={12}
            data-autofocus={!given.endsWith(".") || undefined}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!/^\w+\.\S+$/.test(path.trim())}>
              {t("give.action")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
