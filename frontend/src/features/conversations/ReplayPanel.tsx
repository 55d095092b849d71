import { Alert, Badge, Button, Text } from "@mantine/core";
import { IconRepeat } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { problemText } from "@/chat/problems";
import { shown } from "@/chat/trace";
import { FaultAlert } from "@/ui";

import classes from "./Conversations.module.css";
import type { ConversationWhole, Replay } from "./types";
import { useStepNames } from "./useStepNames";

/** The same conversation on the draft: what would go another way now. Nobody hears of it. */
export function ReplayPanel({ conversation }: { conversation: ConversationWhole }) {
  const { t } = useTranslation("conversations");
  const stepName = useStepNames(conversation.bot_id, conversation.version);
  const replaying = $api.useMutation("post", "/api/v1/sessions/{session_id}/replay");
  const run = () =>
    replaying.mutate({
      params: { path: { session_id: conversation.id } },
      body: { version: "draft", http: [], integrations: [] },
    });
  return (
    <>
      <Text size="sm" c="var(--text-2)" mb="sm">
        {t("replay.lead")}
      </Text>
      <Button
        variant="default"
        leftSection={<IconRepeat size={16} />}
        loading={replaying.isPending}
        onClick={run}
      >
        {t("replay.action")}
      </Button>
      <FaultAlert fault={replaying.error} />
      {replaying.data && <Outcome replay={replaying.data} stepName={stepName} />}
    </>
  );
}

function Outcome({ replay, stepName }: { replay: Replay; stepName: (id: string) => string }) {
  const { t } = useTranslation("conversations");
  return (
    <div aria-live="polite">
      <Alert color={replay.same ? "teal" : "yellow"} my="sm">
        {replay.same ? t("replay.same") : t("replay.differs", { turn: replay.first_difference })}
        {!replay.complete && ` ${t("replay.incomplete")}`}
      </Alert>
      <ol className={classes.replayed}>
        {replay.turns.map((turn) => (
          <Turn key={turn.number} turn={turn} stepName={stepName} />
        ))}
      </ol>
    </div>
  );
}

type TurnProps = { turn: Replay["turns"][number]; stepName: (id: string) => string };

function Turn({ turn, stepName }: TurnProps) {
  const { t } = useTranslation("conversations");
  const { event, differs, recorded, replayed } = turn;
  return (
    <li>
      <div className={classes.replayHead}>
        <span className={classes.number}>{turn.number}</span>
        <span className={classes.what}>
          {event.text || event.button || t(`replay.events.${event.type}`, event.type)}
        </span>
        {differs.length === 0 && (
          <Text size="sm" c="var(--text-2)" span>
            {t("replay.asBefore")}
          </Text>
        )}
        {differs.map((what) => (
          <Badge key={what} color="yellow" variant="light" className={classes.differs}>
            {t(`replay.what.${what}`, what)}
          </Badge>
        ))}
      </div>
      {differs.length > 0 && (
        <dl className={classes.sides}>
          <dt>{t("replay.before")}</dt>
          <dd>{recorded ? <SideOf side={recorded} stepName={stepName} /> : t("replay.notThen")}</dd>
          <dt>{t("replay.now")}</dt>
          <dd>
            <SideOf side={replayed} stepName={stepName} />
          </dd>
        </dl>
      )}
    </li>
  );
}

type SideProps = { side: Replay["turns"][number]["replayed"]; stepName: (id: string) => string };

function SideOf({ side, stepName }: SideProps) {
  const { t } = useTranslation("conversations");
  const { t: tChat } = useTranslation("chat");
  const texts = side.messages.map(({ text }) => (typeof text === "string" && text !== "" ? text : "…"));
  return (
    <>
      {texts.length === 0 ? t("replay.silent") : texts.map((text, place) => <q key={place}>{text}</q>)}
      {side.place !== null && <> → {stepName(side.place)}</>}
      {side.finished && <> · {t("states.finished")}</>}
      {side.problems.map((code, place) => (
        <div key={place}>{problemText(code, tChat)}</div>
      ))}
      {Object.entries(side.variables).map(([path, value]) => (
        <div key={path}>
          <code>{path}</code> = <code>{shown(value)}</code>
        </div>
      ))}
    </>
  );
}
