import { Badge, Text, UnstyledButton } from "@mantine/core";
import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { FaultState, Loading } from "@/ui";

import type { Example } from "../types";
import classes from "./NewBotDialog.module.css";

type GalleryProps = { chosen: Example | null; onChoose: (example: Example | null) => void };

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** One stop of the Tab key; the arrows choose, as in any group of radio buttons. */
export function Gallery({ chosen, onChoose }: GalleryProps) {
  const { t, i18n } = useTranslation("bots");
  const group = useRef<HTMLDivElement>(null);
  const { data, isPending, error, refetch } = $api.useQuery("get", "/api/v1/examples");
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  const isOwn = (one: Example) => one.locale.split("-")[0] === i18n.language;
  const examples = data.items.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
  const choices = [null, ...examples];
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = choices.findIndex((one) => one?.name === chosen?.name);
    const next = (at + step + choices.length) % choices.length;
    onChoose(choices[next] ?? null);
    group.current?.querySelectorAll<HTMLElement>("[role=radio]")[next]?.focus();
  };
  return (
    <div
      ref={group}
      className={classes.gallery}
      role="radiogroup"
      aria-label={t("new.gallery")}
      onKeyDown={move}
    >
      {choices.map((one) => (
        <Card
          key={one?.name ?? ""}
          title={one?.title ?? t("new.empty")}
          text={one?.description ?? t("new.emptyText")}
          locale={one && !isOwn(one) ? one.locale : undefined}
          isChosen={chosen?.name === one?.name}
          onChoose={() => onChoose(one)}
        />
      ))}
    </div>
  );
}

type CardProps = {
  title: string;
  text: string;
  /** Where it is another than the person's own. */
  locale?: string;
  isChosen: boolean;
  onChoose: () => void;
};

function Card({ title, text, locale, isChosen, onChoose }: CardProps) {
  const { i18n } = useTranslation();
  return (
    <UnstyledButton
      role="radio"
      aria-checked={isChosen}
      tabIndex={isChosen ? 0 : -1}
      className={classes.card}
      onClick={onChoose}
    >
      <span className={classes.title}>
        <span lang={locale}>{title}</span>
        {locale && (
          <Badge size="xs" variant="default" flex="none">
            {languageName(locale, i18n.language)}
          </Badge>
        )}
      </span>
      <Text size="xs" c="var(--text-2)" lineClamp={3} component="span" lang={locale}>
        {text}
      </Text>
    </UnstyledButton>
  );
}

function languageName(locale: string, language: string): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(locale) ?? locale;
}
