import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";

const PATH = "/api/v1/channels/{channel_id}/subscribers";
const MOST = 10; // channels that are looked through
const PAGE = 30;

type Props = {
  channels: readonly string[];
  value: string[];
  error: ReactNode;
  onChange: (ids: string[]) => void;
};

/** Some of those who talk with the bot, found by name. */
export function PeopleSelect({ channels, value, error, onChange }: Props) {
  const { t } = useTranslation("schedule");
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useSubscribers(channels, asked);
  const known = new Map([...names, ...found]);
  const nameOf = (id: string) => known.get(id) ?? t("form.person", { id: id.slice(-4) });
  const ids = [...new Set([...value, ...found.keys()])];
  return (
    <MultiSelect
      label={t("form.people")}
      placeholder={t("form.peopleHint")}
      data={ids.map((id) => ({ value: id, label: nameOf(id) }))}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={t("form.nobody")}
      value={value}
      error={error}
      onChange={(chosen) => {
        setNames(known);
        onChange(chosen);
      }}
    />
  );
}

/** Their names by their ids, whoever is in several channels once. */
function useSubscribers(channels: readonly string[], asked: string): ReadonlyMap<string, string> {
  const { t } = useTranslation("schedule");
  const query = { limit: PAGE, ...(asked && { search: asked }) };
  const answers = useQueries({
    queries: channels
      .slice(0, MOST)
      .map((id) => $api.queryOptions("get", PATH, { params: { path: { channel_id: id }, query } })),
  });
  const people = answers.flatMap(({ data }) => data?.items ?? []).filter(({ kind }) => kind !== "bot");
  return new Map(
    people.map(({ member_id: id, name }) => [id, name ?? t("form.person", { id: id.slice(-4) })]),
  );
}
