import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconDownload, IconEraser, IconUserSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { FaultState, IconButton, Loading, RelativeTime, SearchField } from "@/ui";

import classes from "./PeopleDialog.module.css";
import { usePerson, type Person } from "./usePerson";

/** Finds somebody who talks to bots: to hand over what is kept of them, or to erase it. */
export function PeopleDialog() {
  const { t } = useTranslation("conversations");
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconUserSearch size={16} />} onClick={dialog.open}>
        {t("people.open")}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t("people.title")} size="lg">
        {opened && <Finder />}
      </Modal>
    </>
  );
}

function Finder() {
  const { t } = useTranslation("conversations");
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 300);
  const query = { limit: 20, ...(asked && { search: asked }) };
  const { data, isPending, error, refetch } = $api.useQuery(
    "get",
    "/api/v1/people",
    { params: { query } },
    { placeholderData: (before) => before },
  );
  return (
    <Stack gap="sm">
      <Text size="sm" c="var(--text-2)">
        {t("people.lead")}
      </Text>
      <SearchField value={search} onChange={setSearch} label={t("people.search")} isFirst />
      {isPending && <Loading />}
      {error && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <Text size="sm">{t("people.none")}</Text>}
      <ul className={classes.people} aria-live="polite">
        {data?.items.map((person) => (
          <Row key={person.id} person={person} />
        ))}
      </ul>
    </Stack>
  );
}

function Row({ person }: { person: Person }) {
  const { t } = useTranslation("conversations");
  const { download, erase } = usePerson(person);
  const name = person.name ?? person.email ?? person.username ?? t("nameless");
  return (
    <li className={classes.row}>
      <div>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" c="var(--text-2)">
          {[person.email, t("people.sessions", { count: person.sessions })].filter(Boolean).join(" · ")}
          {person.last_seen && (
            <>
              {" · "}
              <RelativeTime at={person.last_seen} />
            </>
          )}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        <IconButton label={t("people.download", { name })} onClick={download}>
          <IconDownload size={18} />
        </IconButton>
        <IconButton label={t("people.erase", { name })} color="red" onClick={() => erase(name)}>
          <IconEraser size={18} />
        </IconButton>
      </Group>
    </li>
  );
}
