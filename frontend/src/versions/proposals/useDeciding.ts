import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { useEditorStore } from "@/store";
import { notify } from "@/ui";

import { decidedBy, isWritingOver } from "./parts";
import type { Asked, Difference, Proposal } from "./types";
import { useDecidingWords } from "./useDecidingWords";

const ACCEPT = "/api/v1/bots/{bot_id}/proposals/{proposal_id}/accept";
const WITHDRAW = "/api/v1/bots/{bot_id}/proposals/{proposal_id}/withdraw";
const REJECT = "/api/v1/bots/{bot_id}/proposals/{proposal_id}/reject";

export type DecidingProps = {
  proposal: Proposal;
  difference: Difference;
  asked: Asked;
  onBack: () => void;
  /** `isOver`: nothing of the proposal is left. */
  onDone: (isOver: boolean) => Promise<void>;
};

type Terms = Pick<DecidingProps, "proposal" | "difference" | "asked">;

/** What accepting would do; nothing is written. */
export function useTry({ proposal, difference, asked }: Terms) {
  const { revision, draft_revision } = difference;
  return useQuery({
    queryKey: ["tried", proposal.id, asked.parts, revision, draft_revision],
    queryFn: () => accept({ proposal, difference, asked }, true),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

export function useDeciding({ proposal, difference, asked, onDone }: DecidingProps) {
  const { t } = useTranslation("proposals");
  const store = useEditorStore();
  const words = useDecidingWords(asked, decidedBy(difference, asked).length);
  return useMutation({
    mutationFn: async (): Promise<{ proposal: Proposal }> => {
      if (asked.verb === "withdraw") return { proposal: await withdraw(proposal) };
      if (asked.verb === "reject") return reject({ proposal, difference, asked });
      store.getState().accepting(proposal.id, t("undoLabel", { title: proposal.title }));
      return accept({ proposal, difference, asked }, false);
    },
    onSuccess: async (decided) => {
      notify(words.done);
      await onDone(decided.proposal.state !== "open");
    },
  });
}

function accept({ proposal, difference, asked }: Terms, dry_run: boolean) {
  const isOver = isWritingOver(difference, decidedBy(difference, asked));
  return unwrap(
    api.POST(ACCEPT, {
      params: paramsOf(proposal),
      body: {
        ...chosen(asked, difference),
        with_needs: true,
        dry_run,
        // Only what was seen is written over.
        ...(isOver && { base_revision: difference.draft_revision }),
      },
    }),
  );
}

function reject({ proposal, difference, asked }: Terms) {
  const body = { ...chosen(asked, difference), with_needing: true };
  return unwrap(api.POST(REJECT, { params: paramsOf(proposal), body }));
}

function withdraw(proposal: Proposal) {
  return unwrap(api.POST(WITHDRAW, { params: paramsOf(proposal) }));
}

function chosen({ parts }: Asked, { revision }: Difference) {
  return { revision, ...(parts !== null && { parts: [...parts] }) };
}

function paramsOf({ id, bot_id }: Proposal) {
  return { path: { bot_id, proposal_id: id } };
}
