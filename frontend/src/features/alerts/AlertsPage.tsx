import { Stack } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { FaultState, Loading, Page, TextLink } from "@/ui";

import { AddressSection } from "./AddressSection";
import { ChoiceSection } from "./ChoiceSection";
import { StandingSection } from "./StandingSection";
import { useAlerts } from "./useAlerts";

/** Who is told when a bot's problems rise, from how many on, and how it stands just now. */
export function AlertsPage() {
  const { t } = useTranslation("alerts");
  const { botId } = useParams({ from: "/in/shell/bots/$botId/alerts" });
  const bot = $api.useQuery("get", "/api/v1/bots/{bot_id}", { params: { path: { bot_id: botId } } });
  const found = useAlerts(botId);
  const above = (
    <TextLink to="/bots/$botId" params={{ botId }} size="sm">
      <IconArrowLeft size={14} aria-hidden /> {bot.data?.name ?? t("toBot")}
    </TextLink>
  );
  return (
    <Page title={t("title")} lead={t("lead")} above={above} width="narrow">
      {found.isPending && <Loading />}
      {found.error && !found.data && <FaultState fault={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <Stack>
          <StandingSection botId={botId} alerts={found.data} isArchived={bot.data?.status === "archived"} />
          <ChoiceSection key={botId} botId={botId} alerts={found.data} />
          <AddressSection botId={botId} alerts={found.data} />
        </Stack>
      )}
    </Page>
  );
}
