import { Badge, Group, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { EmptyState, FaultState, IconButton, Loading, TextLink } from "@/ui";

import { TurnTraces } from "../trace/TurnTraces";
import { useSteps } from "../trace/useSteps";
import { useFollow } from "../useFollow";
import { useWatched } from "./useWatched";

/** A real conversation on the canvas, live: why it went where it did. */
export function WatchedTrace({ sessionId, onStop }: { sessionId: string; onStop: () => void }) {
  const { t } = useTranslation("chat");
  const botId = useEditor((state) => state.botId);
  const isLive = useEditor((state) => state.live);
  const { turns, looked, look, person, isPending, fault, retry } = useWatched(sessionId);
  const steps = useSteps();
  useFollow(turns[looked]);
  if (isPending) return <Loading />;
  if (fault) return <FaultState fault={fault} onRetry={retry} />;
  const above = (
    <Group gap={4} justify="space-between" wrap="nowrap" align="flex-start" mb={4} pl={8}>
      <div>
        <Text size="xs" c="var(--text-2)">
          {t("watching.title")}
        </Text>
        <TextLink to="/bots/$botId/conversations/$sessionId" params={{ botId, sessionId }} size="sm">
          {person ?? t("watching.nameless")}
        </TextLink>{" "}
        {isLive && (
          <Badge size="xs" variant="light" color="teal">
            {t("watching.live")}
          </Badge>
        )}
      </div>
      <IconButton size="sm" label={t("watching.stop")} onClick={onStop}>
        <IconX size={14} />
      </IconButton>
    </Group>
  );
  if (turns.length === 0)
    return (
      <>
        {above}
        <EmptyState title={t("trace.none")} text={t("watching.none")} />
      </>
    );
  return <TurnTraces turns={turns} looked={looked} onLook={look} above={above} {...steps} />;
}
