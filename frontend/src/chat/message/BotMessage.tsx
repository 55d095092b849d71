import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Said, SaidMessage } from "../testing/conversation";
import { Files } from "./Files";
import classes from "./message.module.css";
import { Widget } from "./Widget";

type BotMessageProps = {
  message: SaidMessage;
  /** Where it may be answered now. */
  onSay?: (said: Said) => void;
  /** What there was to press is told where it cannot be pressed any more. */
  tellsOffered?: boolean;
  isBusy?: boolean;
};

/** All a bot can say: text, files, buttons, a widget. */
export function BotMessage({ message, onSay, tellsOffered = false, isBusy = false }: BotMessageProps) {
  const { t } = useTranslation("chat");
  const { text, attachments, buttons, widget } = message;
  return (
    <>
      {(text !== null || attachments.length > 0) && (
        <div className={classes.reply} dir="auto">
          {text}
          <Files files={attachments} />
        </div>
      )}
      {widget && <Widget widget={widget} onSay={onSay} />}
      {buttons.length > 0 && onSay && (
        <Group gap={6} role="group" aria-label={t("message.buttons")}>
          {buttons.map((button, place) => (
            <Button
              key={place}
              size="compact-sm"
              variant="default"
              className={classes.button}
              disabled={isBusy}
              onClick={() => onSay({ button: button.value })}
            >
              {button.text}
            </Button>
          ))}
        </Group>
      )}
      {buttons.length > 0 && tellsOffered && (
        <ul className={classes.offered} aria-label={t("message.offered")}>
          {buttons.map((button, place) => (
            <li key={place}>{button.text}</li>
          ))}
        </ul>
      )}
    </>
  );
}
