import { ActionIcon, TextInput } from "@mantine/core";
import { IconPaperclip, IconSend } from "@tabler/icons-react";
import { useState, type FormEvent, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";

import { FileButton } from "../message";
import classes from "../TestChat.module.css";
import type { Said, TestTurn } from "../testing/conversation";
import { useTesting } from "../testing/store";

type ComposerProps = { inputRef: RefObject<HTMLInputElement | null>; onSay: (said: Said) => void };

/** What a person would write; ↑ brings back what was written before, ↓ what came after it. */
export function Composer({ inputRef, onSay }: ComposerProps) {
  const { t } = useTranslation("chat");
  const add = useTesting((state) => state.add);
  const turns = useTesting((state) => state.turns);
  const [text, setText] = useState("");
  const [back, setBack] = useState(0);
  const write = (written: string, steps = 0) => {
    setText(written);
    setBack(steps);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    add({ user: text.trim() });
    write("");
  };
  const recall = (event: KeyboardEvent) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || (text !== "" && back === 0)) return;
    const written = turns.flatMap(writtenIn);
    const wanted = back + direction;
    if (wanted < 0 || wanted > written.length) return;
    event.preventDefault();
    write(wanted === 0 ? "" : (written.at(-wanted) ?? ""), wanted);
  };
  return (
    <form className={classes.composer} onSubmit={send}>
      <FileButton onSay={onSay}>
        {(button) => (
          <IconButton {...button} size={36} label={t("talk.attach")}>
            <IconPaperclip size={18} />
          </IconButton>
        )}
      </FileButton>
      <TextInput
        ref={inputRef}
        flex={1}
        aria-label={t("talk.say")}
        placeholder={t("talk.sayShort")}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={recall}
        autoComplete="off"
        autoFocus
      />
      <ActionIcon type="submit" size={36} aria-label={t("talk.send")} disabled={!text.trim()}>
        <IconSend size={18} />
      </ActionIcon>
    </form>
  );
}

function writtenIn({ user }: TestTurn): string[] {
  const text = typeof user === "string" ? user : user?.text;
  return text ? [text] : [];
}
