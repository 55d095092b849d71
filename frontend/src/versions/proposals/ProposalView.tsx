import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { useEditor } from "@/store";
import { FaultState, Loading, RelativeTime } from "@/ui";

import { Deciding } from "./Deciding";
import { Heading } from "./Heading";
import { Part } from "./Part";
import classes from "./proposals.module.css";
import { PROPOSAL, type Asked, type Difference, type Proposal } from "./types";
import { useDifference } from "./useDifference";
import { useProposalWords } from "./useProposalWords";
import { useReadAgain } from "./useProposals";
import { useWho } from "./useWho";

type ViewProps = { proposalId: string; onList: () => void; onClose: () => void };

/** One proposal: what it would change, part by part, and what becomes of that. */
export function ProposalView({ proposalId, onList, onClose }: ViewProps) {
  const { t } = useTranslation("proposals");
  const botId = useEditor((state) => state.botId);
  const params = { path: { bot_id: botId, proposal_id: proposalId } };
  const proposal = $api.useQuery("get", PROPOSAL, { params }, { staleTime: 0 });
  const found = useDifference(proposalId);
  const readAgain = useReadAgain();
  const error = proposal.error ?? found.error;
  const isShown = proposal.data && found.data;
  return (
    <>
      <Anchor component="button" type="button" size="sm" onClick={onList}>
        <IconArrowLeft size={14} aria-hidden /> {t("all")}
      </Anchor>
      {!isShown && !error && <Loading />}
      {!isShown && error && <FaultState fault={error} onRetry={() => void readAgain()} />}
      {isShown && (
        <Opened proposal={proposal.data} difference={found.data} onList={onList} onClose={onClose} />
      )}
    </>
  );
}

type OpenedProps = Omit<ViewProps, "proposalId"> & { proposal: Proposal; difference: Difference };

function Opened({ proposal, difference, onList, onClose }: OpenedProps) {
  // What was decided on is what was seen then, whatever comes meanwhile.
  const [asked, setAsked] = useState<{ asked: Asked; seen: Difference } | null>(null);
  const readAgain = useReadAgain();
  if (asked)
    return (
      <Deciding
        proposal={proposal}
        difference={asked.seen}
        asked={asked.asked}
        onBack={() => {
          setAsked(null);
          void readAgain();
        }}
        onDone={async (isOver) => {
          await readAgain();
          if (isOver && asked.asked.verb === "accept") onClose();
          else if (isOver) onList();
          else setAsked(null);
        }}
      />
    );
  return (
    <Shown
      proposal={proposal}
      difference={difference}
      onAsk={(one) => setAsked({ asked: one, seen: difference })}
      onClose={onClose}
    />
  );
}

type ShownProps = {
  proposal: Proposal;
  difference: Difference;
  onAsk: (asked: Asked) => void;
  onClose: () => void;
};

function Shown({ proposal, difference, onAsk, onClose }: ShownProps) {
  const { t } = useTranslation("proposals");
  const readOnly = useEditor((state) => state.readOnly);
  const words = useProposalWords(difference.parts);
  const who = useWho(proposal);
  const isOpen = proposal.state === "open";
  const mayDecide = isOpen && !readOnly;
  const { parts } = difference;
  const met = parts.filter(({ conflicts }) => conflicts.length > 0).length;
  return (
    <>
      <Heading>{proposal.title}</Heading>
      <Text size="xs" c="var(--text-2)">
        {who} · <RelativeTime at={proposal.created_at} /> · {t("parts", { count: parts.length })}
      </Text>
      {proposal.note && (
        <Text size="sm" mt="xs" className={classes.note}>
          {proposal.note}
        </Text>
      )}
      {!isOpen && <Decided proposal={proposal} />}
      {isOpen && met > 0 && (
        <Alert color="yellow" mt="sm" p="xs">
          {t("conflicts.some", { count: met })}
        </Alert>
      )}
      {isOpen && !difference.conflicts_known && (
        <Alert color="yellow" mt="sm" p="xs">
          {t("conflicts.unknown")}
        </Alert>
      )}
      {mayDecide && <Whole proposal={proposal} count={parts.length} onAsk={onAsk} />}
      {parts.length === 0 && (
        <Text size="sm" mt="sm">
          {t("empty")}
        </Text>
      )}
      <ul className={classes.parts}>
        {parts.map((part) => (
          <li key={part.part}>
            <Part
              part={part}
              difference={difference}
              words={words}
              onAsk={mayDecide ? onAsk : null}
              onShow={onClose}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

type WholeProps = { proposal: Proposal; count: number; onAsk: (asked: Asked) => void };

/** What may become of all of it; also of one that says the same as the draft, so that it does not wait for ever. */
function Whole({ proposal, count, onAsk }: WholeProps) {
  const { t } = useTranslation("proposals");
  const { person } = useSession();
  return (
    <Group gap="xs" mt="sm">
      {count > 0 && (
        <Button size="xs" onClick={() => onAsk({ verb: "accept", parts: null })}>
          {t("acceptAll")}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => onAsk({ verb: "reject", parts: null })}>
        {t(count > 0 ? "rejectAll" : "reject")}
      </Button>
      {person?.id === proposal.author_id && (
        <Button size="xs" variant="default" onClick={() => onAsk({ verb: "withdraw", parts: null })}>
          {t("withdraw")}
        </Button>
      )}
    </Group>
  );
}

function Decided({ proposal: { state, decided_by_name, decided_at } }: { proposal: Proposal }) {
  const { t } = useTranslation("proposals");
  if (state === "open") return null;
  return (
    <Alert color={state === "accepted" ? "teal" : "gray"} mt="sm" p="xs">
      {t(`decided.${state}`, { name: decided_by_name ?? t("somebody") })}{" "}
      {decided_at && <RelativeTime at={decided_at} />}
    </Alert>
  );
}
