import { Button } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Said, ShownWidget } from "../testing/conversation";
import { FileButton } from "./FileButton";
import classes from "./message.module.css";
import { PlaceForm } from "./PlaceForm";
import { WidgetFrame } from "./WidgetFrame";

const SHOWS: readonly string[] = ["cards", "carousel"];
const KNOWN: readonly string[] = [...SHOWS, "rating", "date", "form", "location", "file"];

/** `onSay`: it waits for an answer, and there is one to give. Without it, what it asked is told. */
export function Widget({ widget, onSay }: { widget: ShownWidget; onSay?: (said: Said) => void }) {
  const { t } = useTranslation("chat");
  const { type, props } = widget;
  const label = [props.label, props.title].find((one) => typeof one === "string" && one !== "");
  const kind = KNOWN.includes(type) ? t(`message.widgets.${type}`) : type;
  const name = typeof label === "string" ? label : kind;
  if (SHOWS.includes(type))
    return <WidgetFrame widget={widget} isOpen={onSay !== undefined} onSay={onSay ?? nothing} />;
  if (!onSay || !KNOWN.includes(type))
    return (
      <div className={classes.asked}>
        {kind}
        {name !== kind && <>: {name}</>}
      </div>
    );
  if (type === "location") return <PlaceForm label={name} onSay={onSay} />;
  if (type === "file")
    return (
      <div className={classes.card}>
        <div>{name}</div>
        <FileButton onSay={onSay}>
          {(button) => (
            <Button
              {...button}
              size="xs"
              variant="default"
              w="max-content"
              leftSection={<IconPaperclip size={14} />}
            >
              {t("message.choose")}
            </Button>
          )}
        </FileButton>
      </div>
    );
  return <WidgetFrame widget={widget} isOpen onSay={onSay} />;
}

const nothing = () => undefined;
