import { Badge, Group, Text, UnstyledButton } from "@mantine/core";
import { IconGitPullRequest } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { EmptyState, FaultState, Loading, RelativeTime } from "@/ui";

import classes from "./proposals.module.css";
import type { Proposal } from "./types";
import { useDifference } from "./useDifference";
import { useProposals } from "./useProposals";
import { useWho } from "./useWho";

export function ProposalList({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation("proposals");
  const { data, isPending, error, refetch } = useProposals();
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0)
    return <EmptyState icon={<IconGitPullRequest size={26} />} title={t("none")} text={t("noneText")} />;
  return (
    <ul className={classes.list}>
      {data.items.map((one) => (
        <li key={one.id}>
          <Line proposal={one} onOpen={() => onOpen(one.id)} />
        </li>
      ))}
    </ul>
  );
}

function Line({ proposal, onOpen }: { proposal: Proposal; onOpen: () => void }) {
  const { t } = useTranslation("proposals");
  const who = useWho(proposal);
  const revision = useEditor((state) => state.revision);
  const { counts } = proposal;
  const parts = counts.added + counts.removed + counts.changed + counts.moved;
  return (
    <UnstyledButton className={classes.line} onClick={onOpen}>
      <span className={classes.name}>{proposal.title}</span>
      <Text size="xs" c="var(--text-2)" span>
        {who} · <RelativeTime at={proposal.created_at} />
      </Text>
      <Group gap={6} component="span">
        <Badge size="sm" variant="default" tt="none" component="span">
          {t("parts", { count: parts })}
        </Badge>
        {revision > proposal.base_revision && <ConflictCount proposal={proposal} />}
      </Group>
    </UnstyledButton>
  );
}

/** Of a proposal whose draft has moved on: in others there are none. */
function ConflictCount({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation("proposals");
  const { data } = useDifference(proposal.id);
  const count = data?.parts.filter(({ conflicts }) => conflicts.length > 0).length ?? 0;
  if (count === 0) return null;
  return (
    <Badge size="sm" color="yellow" variant="light" tt="none" component="span">
      {t("conflicts.parts", { count })}
    </Badge>
  );
}
