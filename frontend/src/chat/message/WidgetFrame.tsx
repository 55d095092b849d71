import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Said, ShownWidget } from "../testing/conversation";
import classes from "./message.module.css";

type WidgetFrameProps = {
  widget: ShownWidget;
  /** Whether it waits for an answer. */
  isOpen: boolean;
  onSay: (said: Said) => void;
};

/** A widget as end users have it: drawn by the chat's own code, in a frame that has no origin. */
export function WidgetFrame({ widget, isOpen, onSay }: WidgetFrameProps) {
  const { i18n } = useTranslation("chat");
  const holder = useRef<HTMLDivElement>(null);
  const isDark = useComputedColorScheme("light") === "dark";
  const say = useEffectEvent(onSay);
  const language = i18n.language.startsWith("ru") ? "ru" : "en";
  const told = JSON.stringify(widget);
  useEffect(() => {
    let isGone = false;
    void import("@/widget/parts/widgets").then(({ showWidget }) => {
      if (isGone || !holder.current) return;
      showWidget(holder.current, JSON.parse(told) as ShownWidget, {
        open: isOpen,
        server: `${location.origin}/`,
        language,
        look: { dark: isDark, properties: {} },
        press: ({ text, value }) => say({ button: value ?? text }),
        answer: ({ text, params }) => say({ text, params }),
        attach: () => undefined,
      });
    });
    return () => {
      isGone = true;
    };
  }, [told, isOpen, isDark, language]);
  return <div ref={holder} className={classes.holder} />;
}
