import { Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";

import { valuesOf } from "../form/reading";
import { resultSaid, whenRun } from "../history/resultSaid";
import classes from "../Schedule.module.css";
import { momentSaid, whenSaid } from "../said";
import type { Emitter } from "../types";
import { useEmitterActions } from "../useEmitterActions";
import { stateOf } from "../useEmitters";
import { EmitterTools } from "./EmitterTools";

const COLORS = { on: "green", paused: "yellow", ended: "gray" } as const;
const AGAIN = 10_000; // ms

type Props = {
  emitter: Emitter;
  channelName: string | null;
  zone: string;
  mayEdit: boolean;
  onEdit: () => void;
  onHistory: () => void;
};

/** What, to whom, when; how it stands, and what can be done with it. */
export function EmitterRow({ emitter, channelName, zone, ...doing }: Props) {
  const { t, i18n } = useTranslation("schedule");
  const actions = useEmitterActions(emitter);
  const state = stateOf(emitter);
  const { audience, name } = emitter;
  const when = whenSaid(valuesOf(emitter, zone), zone, t, i18n.language);
  const count = audience.kind === "people" ? audience.ids.length : 0;
  const whom = audience.kind === "people" ? t("people", { count }) : t(`to.${audience.kind}`);
  return (
    <article className={classes.row} aria-label={name}>
      <div className={classes.words}>
        <span className={classes.head}>
          <button type="button" className={classes.name} onClick={doing.onEdit}>
            {name}
          </button>
          <Badge variant="dot" color={COLORS[state]} size="sm" tt="none" c="var(--text-1)">
            {t(`states.${state}`)}
          </Badge>
        </span>
        <Text size="sm">{when}</Text>
        <Text size="sm" c="var(--text-2)">
          {[whom, channelName].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <dl className={classes.times2}>
        <dt>{t("next")}</dt>
        <dd>{nextSaid()}</dd>
        <dt>{t("last")}</dt>
        <dd>
          <LastResult emitter={emitter} zone={zone} isGoing={actions.isGoing} />
        </dd>
      </dl>
      <EmitterTools emitter={emitter} actions={actions} {...doing} />
    </article>
  );

  function nextSaid() {
    if (emitter.next_at) return momentSaid(emitter.next_at, zone, i18n.language);
    return state === "on" ? t("nextPersonal") : "–";
  }
}

type LastProps = { emitter: Emitter; zone: string; isGoing: boolean };

function LastResult({ emitter, zone, isGoing }: LastProps) {
  const { t, i18n } = useTranslation("schedule");
  const params = { path: { emitter_id: emitter.id }, query: { limit: 5 } };
  const { data } = $api.useQuery(
    "get",
    "/api/v1/emitters/{emitter_id}/runs",
    { params },
    { refetchInterval: AGAIN, enabled: !isGoing },
  );
  // The finding of people's own times sends nothing.
  const last = data?.items.find(({ kind }) => kind !== "plan");
  if (!data) return "…";
  if (!last) return t("neverSent");
  return `${whenRun(last, zone, t, i18n.language)}: ${resultSaid(last, t)}`;
}
