import { Checkbox, Select } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { Filters, Page, SearchField, TextLink } from "@/ui";

import { ConversationList } from "./ConversationList";
import { PeopleDialog } from "./people/PeopleDialog";
import { STATES, type State } from "./types";

/** Everybody who talks with a bot, those who wrote last first. */
export function ConversationsPage() {
  const { t } = useTranslation("conversations");
  const { botId } = useParams({ from: "/in/shell/bots/$botId/conversations" });
  const [search, setSearch] = useState("");
  const [state, setState] = useState<State | null>(null);
  const [onlyProblems, setOnlyProblems] = useState(false);
  const bot = $api.useQuery("get", "/api/v1/bots/{bot_id}", { params: { path: { bot_id: botId } } });
  const above = (
    <TextLink to="/bots/$botId" params={{ botId }} size="sm">
      <IconArrowLeft size={14} aria-hidden /> {bot.data?.name ?? t("toBot")}
    </TextLink>
  );
  return (
    <Page title={t("title")} lead={t("lead")} above={above} actions={<PeopleDialog />}>
      <Filters>
        <SearchField value={search} onChange={setSearch} label={t("search")} />
        <Select
          aria-label={t("states.title")}
          placeholder={t("states.all")}
          data={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
          value={state}
          onChange={(value) => setState(STATES.find((one) => one === value) ?? null)}
          clearable
          w={200}
        />
        <Checkbox
          label={t("onlyProblems")}
          checked={onlyProblems}
          onChange={(event) => setOnlyProblems(event.currentTarget.checked)}
        />
      </Filters>
      <ConversationList botId={botId} search={search} state={state} onlyProblems={onlyProblems} />
    </Page>
  );
}
