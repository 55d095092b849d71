import { Badge, Table, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconMessages } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { EmptyState, Listed, RelativeTime } from "@/ui";

import classes from "./Conversations.module.css";
import type { Conversation, State } from "./types";
import { useStepNames } from "./useStepNames";

const PAGE = 50;
const AGAIN = 10_000; // ms between two looks for new ones

type ListProps = { botId: string; search: string; state: State | null; onlyProblems: boolean };

export function ConversationList({ botId, search, state, onlyProblems }: ListProps) {
  const { t } = useTranslation("conversations");
  const [asked] = useDebouncedValue(search.trim(), 300);
  const query = {
    limit: PAGE,
    sort: "-updated_at" as const,
    ...(asked && { search: asked }),
    ...(state && { state }),
    ...(onlyProblems && { problems: true }),
  };
  const found = $api.useInfiniteQuery(
    "get",
    "/api/v1/bots/{bot_id}/sessions",
    { params: { path: { bot_id: botId }, query } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: (before) => before,
      refetchInterval: AGAIN,
    },
  );
  const conversations = found.data?.pages.flatMap((page) => page.items) ?? [];
  const kind = asked || state || onlyProblems ? "found" : "yet";
  const nothing = (
    <EmptyState icon={<IconMessages size={26} />} title={t(`none.${kind}`)} text={t(`none.${kind}Text`)} />
  );
  return (
    <Listed found={found} isEmpty={conversations.length === 0} nothing={nothing}>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("columns.person")}</Table.Th>
              <Table.Th>{t("columns.channel")}</Table.Th>
              <Table.Th>{t("columns.place")}</Table.Th>
              <Table.Th>{t("columns.state")}</Table.Th>
              <Table.Th>{t("columns.last")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {conversations.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Listed>
  );
}

function Row({ one }: { one: Conversation }) {
  const { t } = useTranslation("conversations");
  const stepName = useStepNames(one.bot_id, one.place === null ? null : one.version);
  const state = one.finished ? "finished" : one.awaiting ? "awaiting" : "running";
  return (
    <Table.Tr>
      <Table.Td>
        <Link
          to="/bots/$botId/conversations/$sessionId"
          params={{ botId: one.bot_id, sessionId: one.id }}
          className={classes.person}
        >
          {one.person.name ?? t("nameless")}
        </Link>
      </Table.Td>
      <Table.Td>{one.channel.name}</Table.Td>
      <Table.Td>
        <Text size="sm" c="var(--text-2)" span>
          {one.place === null ? "–" : stepName(one.place)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant={state === "finished" ? "default" : "light"} size="sm" tt="none">
          {t(`states.${state}`)}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="var(--text-2)" span>
          <RelativeTime at={one.updated_at} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
