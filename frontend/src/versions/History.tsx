import { Anchor, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { useEditor } from "@/store";
import { FaultState, Loading, RelativeTime } from "@/ui";

import { worksOf, type Work } from "./works";
import classes from "./versions.module.css";

const PAGE = 60;
const SHOWN = 6;

/** Who changed what, the newest first. */
export function History() {
  const { t } = useTranslation("versions");
  const botId = useEditor((state) => state.botId);
  const found = $api.useInfiniteQuery(
    "get",
    "/api/v1/bots/{bot_id}/audit",
    { params: { path: { bot_id: botId }, query: { limit: PAGE } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      refetchOnMount: "always",
    },
  );
  if (found.isPending) return <Loading />;
  if (found.error) return <FaultState fault={found.error} onRetry={() => void found.refetch()} />;
  const works = worksOf(found.data.pages.flatMap((page) => page.items));
  return (
    <>
      <ul className={classes.list}>
        {works.map((work) => (
          <li key={work.key} className={classes.work}>
            <Line work={work} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          m="md"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t("history.more")}
        </Button>
      )}
    </>
  );
}

function Line({ work }: { work: Work }) {
  const { t } = useTranslation("versions");
  const session = useSession();
  const isMe = work.actorId !== null && work.actorId === session.person?.id;
  const who = isMe ? t("history.you") : (work.actorName ?? t("history.somebody"));
  const parts = work.others.map((list) =>
    t(`history.parts.${list}`, { defaultValue: t("history.parts.bot") }),
  );
  return (
    <>
      <span>
        <strong>{who}</strong> {t(`history.did.${work.did}`, { number: work.version, count: work.times })}
      </span>
      {work.steps.length > 0 && <Steps ids={work.steps} />}
      {parts.length > 0 && <Text size="xs">{[...new Set(parts)].join(", ")}</Text>}
      <Text size="xs" c="var(--text-2)">
        <RelativeTime at={work.until} />
      </Text>
    </>
  );
}

function Steps({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation("versions");
  const index = useEditor((state) => state.index);
  const reveal = useEditor((state) => state.reveal);
  return (
    <span className={classes.steps}>
      {ids.slice(0, SHOWN).map((id) => {
        const step = index.step(id);
        if (!step) return <del key={id}>{id}</del>;
        return (
          <Anchor key={id} component="button" type="button" size="sm" onClick={() => reveal({ step: id })}>
            {step.name || id}
          </Anchor>
        );
      })}
      {ids.length > SHOWN && <span>{t("history.others", { count: ids.length - SHOWN })}</span>}
    </span>
  );
}
