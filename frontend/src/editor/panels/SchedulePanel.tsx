import { Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { EmitterDialogs, type Opened } from "@/schedule/EmitterDialogs";
import { EmitterTools } from "@/schedule/emitters/EmitterTools";
import { valuesOf } from "@/schedule/form/reading";
import { whenSaid } from "@/schedule/said";
import type { Emitter } from "@/schedule/types";
import { useEmitterActions } from "@/schedule/useEmitterActions";
import { stateOf, useEmitters } from "@/schedule/useEmitters";
import { browserZone } from "@/schedule/zones";
import { useEditor } from "@/store";
import { Listed, TextLink } from "@/ui";

import classes from "./panels.module.css";

/** What the bot says by itself; it is no part of the draft, so each change counts at once. */
export function SchedulePanel() {
  const { t } = useTranslation(["panels", "schedule"]);
  const { id: botId, access, status } = useEditor((state) => state.bot);
  const { person } = useSession();
  const zone = person?.timezone ?? browserZone();
  const [opened, setOpened] = useState<Opened>(null);
  const found = useEmitters(botId);
  const mayEdit = access !== "viewer";
  return (
    <div className={classes.panel}>
      <Text size="xs" c="var(--text-2)">
        {t("schedule.hint")}
      </Text>
      {status !== "active" && (
        <Text size="xs" c="var(--warning-text)">
          {t("schedule:calendar.silent")}
        </Text>
      )}
      <TextLink to="/bots/$botId/schedule" params={{ botId }} size="xs">
        {t("schedule.all")}
      </TextLink>
      {mayEdit && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setOpened({ what: "form", id: null })}
        >
          {t("schedule:new")}
        </Button>
      )}
      <Listed
        found={found}
        isEmpty={found.emitters.length === 0}
        nothing={<Text size="sm">{t("schedule:none")}</Text>}
      >
        <ul className={classes.list}>
          {found.emitters.map((emitter) => (
            <li key={emitter.id}>
              <Row emitter={emitter} zone={zone} mayEdit={mayEdit} onOpen={setOpened} />
            </li>
          ))}
        </ul>
      </Listed>
      <EmitterDialogs
        botId={botId}
        opened={opened}
        emitters={found.emitters}
        zone={zone}
        onClose={() => setOpened(null)}
      />
    </div>
  );
}

type RowProps = { emitter: Emitter; zone: string; mayEdit: boolean; onOpen: (opened: Opened) => void };

function Row({ emitter, zone, mayEdit, onOpen }: RowProps) {
  const { t, i18n } = useTranslation("schedule");
  const actions = useEmitterActions(emitter);
  const state = stateOf(emitter);
  const when = whenSaid(valuesOf(emitter, zone), zone, t, i18n.language);
  const history = () => onOpen({ what: "history", id: emitter.id });
  const edit = () => onOpen({ what: "form", id: emitter.id });
  return (
    <article className={classes.scheduled} aria-label={emitter.name}>
      <button type="button" className={classes.row} onClick={mayEdit ? edit : history}>
        <span className={classes.words}>
          {emitter.name}
          <small>{[state === "on" ? null : t(`states.${state}`), when].filter(Boolean).join(" · ")}</small>
        </span>
      </button>
      <EmitterTools emitter={emitter} actions={actions} mayEdit={mayEdit} onEdit={edit} onHistory={history} />
    </article>
  );
}
