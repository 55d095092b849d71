import { Button, Group, Table, Text } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconPlus, IconRobot, IconUser, IconUserQuestion } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { Listed, RelativeTime, SearchField, Section } from "@/ui";

import type { Subscriber, SubscriberKind, TabProps } from "../types";
import { AddSubscriber } from "./AddSubscriber";
import { SubscriberTools } from "./SubscriberTools";

const PATH = "/api/v1/channels/{channel_id}/subscribers";
const PAGE = 50;
const SIGNS: Readonly<Record<SubscriberKind, typeof IconUser>> = {
  user: IconUser,
  anonymous: IconUserQuestion,
  bot: IconRobot,
};

/** Who is in the channel: people who came or were let in, and bots. */
export function SubscribersSection({ channel, rights }: TabProps) {
  const { t } = useTranslation("channels");
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [isAdding, adding] = useDisclosure(false);
  const found = useSubscribers(channel.id, asked);
  const { people } = found;
  const add = rights.mayEdit && (
    <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={adding.open}>
      {t("people.add")}
    </Button>
  );
  return (
    <Section title={t("people.title")} lead={t("people.lead")} actions={add}>
      {(people.length > 0 || asked) && (
        <SearchField value={search} onChange={setSearch} label={t("people.search")} />
      )}
      <Found found={found} asked={asked} rights={rights} isPublic={channel.is_public} />
      <AddSubscriber channel={channel} rights={rights} opened={isAdding} onClose={adding.close} />
    </Section>
  );
}

function useSubscribers(channelId: string, asked: string) {
  const query = { limit: PAGE, ...(asked && { search: asked }) };
  const found = $api.useInfiniteQuery(
    "get",
    PATH,
    { params: { path: { channel_id: channelId }, query } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: (before) => before,
    },
  );
  return { ...found, people: found.data?.pages.flatMap((page) => page.items) ?? [] };
}

type FoundProps = Omit<RowProps, "one"> & { found: ReturnType<typeof useSubscribers>; asked: string };

function Found({ found, asked, ...around }: FoundProps) {
  const { t } = useTranslation("channels");
  const { people } = found;
  const nothing = (
    <Text size="sm" c="var(--text-2)" mt={asked ? "sm" : 0} role="status">
      {t(asked ? "people.notFound" : "people.none")}
    </Text>
  );
  return (
    <Listed found={found} isEmpty={people.length === 0} nothing={nothing}>
      <List people={people} {...around} />
    </Listed>
  );
}

type ListProps = { people: readonly Subscriber[]; rights: TabProps["rights"]; isPublic: boolean };

function List({ people, ...around }: ListProps) {
  const { t } = useTranslation("channels");
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("people.who")}</Table.Th>
            <Table.Th>{t("people.how")}</Table.Th>
            <Table.Th>{t("people.since")}</Table.Th>
            <Table.Th w={88} aria-label={t("people.actions")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((one) => (
            <Row key={one.id} one={one} {...around} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type RowProps = { one: Subscriber; rights: TabProps["rights"]; isPublic: boolean };

function Row({ one, rights, isPublic }: RowProps) {
  const { t } = useTranslation("channels");
  const Sign = SIGNS[one.kind];
  const name = one.name ?? t(`people.nameless.${one.kind}`);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Sign size={18} aria-label={t(`people.kinds.${one.kind}`)} role="img" />
          <Text size="sm" fw={500}>
            {name}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{t(one.is_added ? "people.added" : "people.came")}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="var(--text-2)">
          <RelativeTime at={one.created_at} />
        </Text>
      </Table.Td>
      <Table.Td>
        <SubscriberTools one={one} name={name} rights={rights} isPublic={isPublic} />
      </Table.Td>
    </Table.Tr>
  );
}
