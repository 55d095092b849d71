import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { FaultAlert } from "@/ui";

import type { Example } from "../types";
import classes from "./NewBotDialog.module.css";
import type { Said } from "./said";
import { useTalk } from "./useTalk";

/** A conversation with an example, on the real engine; nothing of it is kept. */
export function ExampleTalk({ example }: { example: Example }) {
  const { t } = useTranslation("bots");
  const { said, say, press, isWaiting, fault } = useTalk(example.name);
  const [text, setText] = useState("");
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    void list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [said]);
  const send = () => {
    if (!text.trim() || isWaiting) return;
    say(text.trim());
    setText("");
  };
  // The form around it makes the bot; here Enter says something.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    send();
  };
  return (
    <section
      className={classes.talk}
      aria-label={t("talk.title", { name: example.title })}
      lang={example.locale}
    >
      <ul className={classes.said} ref={list} aria-live="polite">
        {said.map((one, place) => (
          <Line key={place} one={one} isLast={place === said.length - 1} onPress={press} />
        ))}
      </ul>
      {said.length === 0 && isWaiting && (
        <Text size="sm" c="var(--text-2)">
          {t("talk.waiting")}
        </Text>
      )}
      <FaultAlert fault={fault} />
      <TextInput
        size="sm"
        aria-label={t("talk.say")}
        placeholder={t("talk.say")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
        rightSection={
          <ActionIcon variant="subtle" aria-label={t("talk.send")} onClick={send} disabled={isWaiting}>
            <IconSend size={16} />
          </ActionIcon>
        }
      />
    </section>
  );
}

type LineProps = { one: Said; isLast: boolean; onPress: (button: { text: string; value: string }) => void };

function Line({ one, isLast, onPress }: LineProps) {
  return (
    <li data-own={one.isOwn || undefined}>
      {one.text}
      {isLast && one.buttons.length > 0 && (
        <Group gap={6} mt={6}>
          {one.buttons.map((button) => (
            <Button key={button.value} size="compact-xs" variant="default" onClick={() => onPress(button)}>
              {button.text}
            </Button>
          ))}
        </Group>
      )}
    </li>
  );
}
