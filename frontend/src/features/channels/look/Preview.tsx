import { Group, SegmentedControl, Text, useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { languageOf } from "@/i18n";

import { draw } from "./draw";
import type { Look } from "./look";
import classes from "./LookSection.module.css";
import { sampleTalk } from "./sample";

const SIDES = ["open", "closed"] as const;

/** The chat as it would be in the corner of a page. It is looked at, not used. */
export function Preview({ look, name }: { look: Look; name: string }) {
  const { t, i18n } = useTranslation("channels");
  const scheme = useComputedColorScheme("light");
  const [side, setSide] = useState<(typeof SIDES)[number]>("open");
  const host = useRef<HTMLDivElement>(null);
  const { theme, position, accent, greeting } = look;
  const isDark = (theme === "auto" ? scheme : theme) === "dark";
  const language = languageOf(look.language) ?? languageOf(i18n.language) ?? "en";
  useEffect(() => {
    if (!host.current) return undefined;
    const say = i18n.getFixedT(language, "channels");
    // The other language of the chat may not be loaded here: then these few words are in the person's own.
    const word = (key: string) => (i18n.hasResourceBundle(language, "channels") ? say(key) : t(key));
    const buttons = [word("sample.yes"), word("sample.no")];
    const said = sampleTalk({ asked: word("sample.asked"), answered: word("sample.answered"), buttons });
    const left = position === "left";
    return draw(host.current, {
      language,
      dark: isDark,
      left,
      accent,
      greeting,
      name,
      open: side === "open",
      said,
    });
  }, [i18n, t, language, isDark, position, accent, greeting, name, side]);
  return (
    <div className={classes.preview}>
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {t("preview.title")}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t("preview.state")}
          data={SIDES.map((value) => ({ value, label: t(`preview.${value}`) }))}
          value={side}
          onChange={(value) => setSide(SIDES.find((one) => one === value) ?? "open")}
        />
      </Group>
      <div
        className={classes.page}
        data-dark={isDark || undefined}
        role="img"
        aria-label={t("preview.label")}
      >
        <div inert>
          <div className={classes.lines}>
            {Array.from({ length: 9 }, (_, place) => (
              <span key={place} />
            ))}
          </div>
          <div ref={host} className={classes.host} />
        </div>
      </div>
    </div>
  );
}
