import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";

import { useBot } from "./useBot";

type BotSelectProps = {
  workspaceId: string | null;
  value: string | null;
  onChange: (botId: string | null) => void;
  label: string;
  description?: string;
  placeholder?: string;
  readOnly?: boolean;
  error?: ReactNode;
};

/** A bot of a workspace, found by its name. */
export function BotSelect({ workspaceId, value, onChange, readOnly, placeholder, ...words }: BotSelectProps) {
  const { t } = useTranslation(["channels", "ui"]);
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const chosen = useBot(value).data;
  // What stands in the field once a bot is chosen is its name, and no search.
  const isSearch = asked !== "" && asked !== chosen?.name;
  const query = { workspace_id: workspaceId, limit: 50, ...(isSearch && { search: asked }) };
  const { data } = $api.useQuery(
    "get",
    "/api/v1/bots",
    { params: { query } },
    { placeholderData: (before) => before, enabled: workspaceId !== null },
  );
  const found = data?.items ?? [];
  const bots = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select
      {...words}
      data={bots.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      readOnly={readOnly}
      placeholder={placeholder ?? t("bot.choose")}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearable={!readOnly}
      clearButtonProps={{ "aria-label": t("ui:clear") }}
      nothingFoundMessage={t("bot.notFound")}
    />
  );
}
