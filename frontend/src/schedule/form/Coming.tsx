import { Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { faultText, fieldsOf } from "@/api/faults";

import classes from "../Schedule.module.css";
import { momentSaid } from "../said";
import { comingOf } from "./nextTimes";
import { faultsOf } from "./faulty";
import type { EmitterForm } from "./useEmitterForm";
import { isByCrons, type Values } from "./values";
import { cronsOf } from "./writing";

const COUNT = 5;
const PAUSE = 300; // ms
const OF_TIME: readonly (keyof Values)[] = [
  "moment",
  "amount",
  "time",
  "weekdays",
  "crons",
  "variable",
  "apart",
  "until",
];

/** The next five times, before anything is saved. */
export function Coming({ form }: { form: EmitterForm }) {
  const { t } = useTranslation("schedule");
  const id = useId();
  const [values] = useDebouncedValue(form.values, PAUSE);
  const faults = faultsOf(values);
  const isWhole = OF_TIME.every((name) => faults[name] === undefined);
  return (
    <section className={classes.part} aria-labelledby={id} aria-live="polite">
      <Title order={3} size="h5" id={id}>
        {t("form.coming")}
      </Title>
      {!isWhole ? (
        <Note words={t("form.comingLater")} />
      ) : values.way === "date" ? (
        <Note words={t("form.comingOwn")} />
      ) : isByCrons(values.way) ? (
        <OfCrons values={values} />
      ) : (
        <OfTimes values={values} />
      )}
    </section>
  );
}

function Note({ words }: { words: string }) {
  return (
    <Text size="sm" c="var(--text-2)">
      {words}
    </Text>
  );
}

function OfTimes({ values }: { values: Values }) {
  const [now] = useState(() => new Date());
  return <Times values={values} times={comingOf(values, now).map((at) => at.toISOString())} />;
}

function OfCrons({ values }: { values: Values }) {
  const { t } = useTranslation("schedule");
  const answers = useQueries({
    queries: cronsOf(values).map((cron) => ({
      ...$api.queryOptions("post", "/api/v1/crons/preview", { body: { ...cron, count: COUNT } }),
      retry: false,
      staleTime: 0,
    })),
  });
  const refused = answers.find(({ error }) => error)?.error;
  if (refused) return <Note words={Object.values(fieldsOf(refused))[0] ?? faultText(refused)} />;
  if (answers.some(({ isPending }) => isPending)) return <Note words={t("form.comingSoon")} />;
  const times = answers.flatMap(({ data }) => data?.times.map(({ at }) => at) ?? []);
  return <Times values={values} times={[...new Set(times)].sort().slice(0, COUNT)} />;
}

function Times({ values, times }: { values: Values; times: readonly string[] }) {
  const { t, i18n } = useTranslation("schedule");
  if (times.length === 0) return <Note words={t("form.comingNone")} />;
  return (
    <>
      <ol className={classes.coming}>
        {times.map((at) => (
          <li key={at}>{momentSaid(at, values.zone, i18n.language)}</li>
        ))}
      </ol>
      <Note words={values.isOwnClock ? t("form.comingByOwn") : t("form.comingIn", { zone: values.zone })} />
      {values.isQuiet && <Note words={t("form.comingQuiet")} />}
    </>
  );
}
