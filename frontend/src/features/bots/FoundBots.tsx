import { Button, VisuallyHidden } from "@mantine/core";
import { IconPlus, IconRobot } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { EmptyState, FaultState, Loading } from "@/ui";

import { BotCard } from "./BotCard";
import classes from "./FoundBots.module.css";
import type { BotStatus } from "./types";
import { useBots } from "./useBots";

type FoundBotsProps = { search: string; status: BotStatus; onNew: () => void };

export function FoundBots({ search, status, onNew }: FoundBotsProps) {
  const { t } = useTranslation("bots");
  const found = useBots(search, status);
  if (found.isPending) return <Loading />;
  if (found.error && found.bots.length === 0)
    return <FaultState fault={found.error} onRetry={() => void found.refetch()} />;
  if (found.bots.length === 0) return <Nothing isSearch={found.asked !== ""} status={status} onNew={onNew} />;
  const isWhole = !found.hasNextPage;
  return (
    <>
      <VisuallyHidden role="status">
        {isWhole ? t("found", { count: found.bots.length }) : t("foundMore", { count: found.bots.length })}
      </VisuallyHidden>
      <ul className={classes.cards} aria-busy={found.isFetching}>
        {found.bots.map((bot) => (
          <li key={bot.id}>
            <BotCard bot={bot} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Nothing({ isSearch, status, onNew }: { isSearch: boolean; status: BotStatus; onNew: () => void }) {
  const { t } = useTranslation("bots");
  const icon = <IconRobot size={26} />;
  if (isSearch) return <EmptyState icon={icon} title={t("none.found")} text={t("none.foundText")} />;
  if (status !== "active")
    return <EmptyState icon={icon} title={t(`none.${status}`)} text={t(`none.${status}Text`)} />;
  return (
    <EmptyState
      icon={icon}
      title={t("none.active")}
      text={t("none.activeText")}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={onNew}>
          {t("new.open")}
        </Button>
      }
    />
  );
}
