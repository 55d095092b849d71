import { SegmentedControl, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { Listed, Section } from "@/ui";

import classes from "../Schedule.module.css";
import { daySaid } from "../said";
import { wallOf } from "../zones";
import { daysOf, type DayLine } from "./days";

const PAGE = 200;
const AGAIN = 30_000; // ms
const SPANS = ["7", "30"] as const;
const DAY = 86_400_000;
const SHOWN = 3; // times of one line beside the first

type Props = { botId: string; zone: string; isSilent: boolean; onOpen: (emitterId: string) => void };

/** What will be sent in the next days, by day. */
export function CalendarSection({ botId, zone, isSilent, onOpen }: Props) {
  const { t } = useTranslation("schedule");
  const [span, setSpan] = useState<string>(SPANS[0]);
  const spans = (
    <SegmentedControl
      size="xs"
      aria-label={t("calendar.span")}
      data={SPANS.map((value) => ({ value, label: t("long.day", { count: Number(value) }) }))}
      value={span}
      onChange={setSpan}
    />
  );
  return (
    <Section title={t("calendar.title")} actions={spans}>
      {isSilent && (
        <Text size="sm" mb="sm" c="var(--warning-text)">
          {t("calendar.silent")}
        </Text>
      )}
      <Days key={`${span} ${zone}`} botId={botId} zone={zone} days={Number(span)} onOpen={onOpen} />
    </Section>
  );
}

type DaysProps = { botId: string; zone: string; days: number; onOpen: (emitterId: string) => void };

function Days({ botId, zone, days, onOpen }: DaysProps) {
  const { t, i18n } = useTranslation("schedule");
  const found = useCalendar(botId, zone, days);
  const shown = daysOf(found.entries);
  const nothing = (
    <Text size="sm" c="var(--text-2)" role="status">
      {t("calendar.none", { count: days })}
    </Text>
  );
  const today = wallOf(new Date(), zone).slice(0, 10);
  return (
    <Listed found={found} isEmpty={shown.length === 0} nothing={nothing}>
      <ol className={classes.days}>
        {shown.map(({ day, lines }) => (
          <li key={day} className={classes.day}>
            <h3 className={classes.dayName}>
              {day === today && <span className={classes.today}>{t("calendar.today")}</span>}
              {daySaid(day, i18n.language)}
            </h3>
            <ul className={classes.lines}>
              {lines.map((line) => (
                <Line key={line.id} line={line} onOpen={onOpen} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Listed>
  );
}

function Line({ line, onOpen }: { line: DayLine; onOpen: (emitterId: string) => void }) {
  const { t } = useTranslation("schedule");
  const { times, people, isPersonal } = line;
  const [first, ...others] = times;
  const more = others.length - SHOWN;
  const again = [
    others.length > 0 && t("calendar.also", { times: others.slice(0, SHOWN).join(", ") }),
    more > 0 && t("calendar.moreTimes", { count: more }),
  ].filter(Boolean);
  const whose = people === null ? isPersonal && t("calendar.own") : t("people", { count: people });
  return (
    <li className={classes.line}>
      <span className={classes.times}>{first}</span>
      <span className={classes.what}>
        <UnstyledButton className={classes.link} onClick={() => onOpen(line.id)}>
          {line.name}
        </UnstyledButton>
        {whose && <span className={classes.whose}>{whose}</span>}
        {again.length > 0 && <span className={classes.whose}>{again.join(" ")}</span>}
      </span>
    </li>
  );
}

/** From now on: the period is named once, so that its pages belong together. */
function useCalendar(botId: string, timezone: string, days: number) {
  const [from] = useState(() => new Date());
  const to = new Date(from.getTime() + days * DAY).toISOString();
  const found = $api.useInfiniteQuery(
    "get",
    "/api/v1/emitters/calendar",
    { params: { query: { bot_id: botId, from: from.toISOString(), to, timezone, limit: PAGE } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      refetchInterval: AGAIN,
    },
  );
  return { ...found, entries: found.data?.pages.flatMap((page) => page.items) ?? [] };
}
