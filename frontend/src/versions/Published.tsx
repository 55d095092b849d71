import { Badge, Button, Group, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowsDiff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useEditor } from "@/store";
import { EmptyState, FaultState, Loading, RelativeTime } from "@/ui";

import { DifferenceDialog } from "./DifferenceDialog";
import type { Version } from "./types";
import { usePublishers } from "./usePublishers";
import { useRestore } from "./useRestore";
import classes from "./versions.module.css";

/** The versions, the newest first; each can be compared with the draft and taken back into it. */
export function Published() {
  const { t } = useTranslation("versions");
  const botId = useEditor((state) => state.botId);
  const live = useEditor((state) => state.bot.publishedVersion);
  const [compared, setCompared] = useState<number | null>(null);
  const publishers = usePublishers(botId);
  const params = { path: { bot_id: botId } };
  const { data, isPending, error, refetch } = $api.useQuery("get", "/api/v1/bots/{bot_id}/versions", {
    params,
  });
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  const versions = [...data.items].sort((one, other) => other.number - one.number);
  if (versions.length === 0) return <EmptyState title={t("none")} text={t("noneText")} />;
  return (
    <>
      <ul className={classes.list}>
        {versions.map((version) => (
          <li key={version.number}>
            <One
              version={version}
              by={publishers.get(version.number)}
              isLive={version.number === live}
              onCompare={() => setCompared(version.number)}
            />
          </li>
        ))}
      </ul>
      {compared !== null && (
        <DifferenceDialog botId={botId} from={compared} onClose={() => setCompared(null)} />
      )}
    </>
  );
}

type OneProps = { version: Version; by: string | undefined; isLive: boolean; onCompare: () => void };

function One({ version, by, isLive, onCompare }: OneProps) {
  const { t } = useTranslation("versions");
  const readOnly = useEditor((state) => state.readOnly);
  const { restore, isRestoring } = useRestore();
  return (
    <article className={classes.version}>
      <Group gap="xs" justify="space-between">
        <h3 className={classes.name}>{t("version", { number: version.number })}</h3>
        {isLive && (
          <Badge size="sm" color="teal" variant="light" tt="none">
            {t("live")}
          </Badge>
        )}
      </Group>
      <Text size="sm" className={classes.note}>
        {version.note || t("noNote")}
      </Text>
      <Text size="xs" c="var(--text-2)">
        <RelativeTime at={version.created_at} />
        {by && <> · {by}</>}
        {version.number > 1 && <> · {t(`sessions.${version.sessions}.short`)}</>}
      </Text>
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowsDiff size={14} />}
          onClick={onCompare}
          aria-label={t("compareOf", { number: version.number })}
        >
          {t("compare")}
        </Button>
        {!readOnly && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconArrowBackUp size={14} />}
            loading={isRestoring}
            onClick={() => restore(version.number)}
            aria-label={t("restoreOf", { number: version.number })}
          >
            {t("restore")}
          </Button>
        )}
      </Group>
    </article>
  );
}
