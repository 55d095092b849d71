import { Badge, Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { Listed } from "@/ui";

import classes from "../Schedule.module.css";
import type { Emitter, Run } from "../types";
import { resultSaid, whenRun } from "./resultSaid";

const PAGE = 30;
const AGAIN = 3000; // ms: somebody looks at one that is being sent
const COLORS = { open: "blue", done: "green", skipped: "gray", stopped: "yellow" } as const;

type Props = { emitter: Emitter | null; zone: string; onClose: () => void };

/** What came of each of its times, the last first. */
export function HistoryDialog({ emitter, zone, onClose }: Props) {
  const { t } = useTranslation(["schedule", "ui"]);
  return (
    <Modal
      opened={emitter !== null}
      onClose={onClose}
      size="lg"
      title={emitter && t("history.title", { name: emitter.name })}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {emitter && <Runs emitterId={emitter.id} zone={zone} />}
    </Modal>
  );
}

function Runs({ emitterId, zone }: { emitterId: string; zone: string }) {
  const { t } = useTranslation("schedule");
  const found = $api.useInfiniteQuery(
    "get",
    "/api/v1/emitters/{emitter_id}/runs",
    { params: { path: { emitter_id: emitterId }, query: { limit: PAGE } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      refetchInterval: AGAIN,
    },
  );
  const runs = found.data?.pages.flatMap((page) => page.items) ?? [];
  const nothing = (
    <Text size="sm" c="var(--text-2)" role="status">
      {t("history.none")}
    </Text>
  );
  return (
    <Listed found={found} isEmpty={runs.length === 0} nothing={nothing}>
      <ul className={classes.runs}>
        {runs.map((run) => (
          <li key={run.id}>
            <OneRun run={run} zone={zone} />
          </li>
        ))}
      </ul>
    </Listed>
  );
}

function OneRun({ run, zone }: { run: Run; zone: string }) {
  const { t, i18n } = useTranslation("schedule");
  const isPlan = run.kind === "plan";
  return (
    <>
      <div className={classes.runHead}>
        <Text size="sm" fw={500}>
          {whenRun(run, zone, t, i18n.language)}
        </Text>
        <Badge variant="dot" size="sm" color={COLORS[run.state]} tt="none" c="var(--text-1)">
          {t(`history.states.${run.state}`)}
        </Badge>
        {run.cause === "person" && !isPlan && (
          <Text size="xs" c="var(--text-2)">
            {t("history.byHand")}
          </Text>
        )}
      </div>
      <Text size="sm">{isPlan ? t("history.plan", { count: run.sent }) : resultSaid(run, t)}</Text>
      {run.problems.length > 0 && (
        <ul className={classes.problems}>
          {run.problems.map((one) => (
            <li key={one.code}>
              {(i18n.language === "ru" && one.message_ru) || one.message} ({t("people", { count: one.count })}
              )
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
