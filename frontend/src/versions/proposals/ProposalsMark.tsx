import { Button, Tooltip, VisuallyHidden } from "@mantine/core";
import { IconGitPullRequest } from "@tabler/icons-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { lazily } from "@/ui/lazily";

import { useOpening } from "./useOpening";
import { useProposalNews, useProposals } from "./useProposals";

const ProposalsDialog = lazily(() =>
  import("./ProposalsDialog").then((part) => ({ default: part.ProposalsDialog })),
);

/** How many proposals wait for somebody to decide; leads to them. */
export function ProposalsMark() {
  const { t } = useTranslation("proposals");
  const { opened, open } = useOpening();
  const { data } = useProposals();
  useProposalNews();
  const count = data?.items.length ?? 0;
  const label = t("waiting", { count });
  const only = count === 1 ? data?.items[0]?.id : undefined;
  return (
    <>
      <VisuallyHidden role="status">{count > 0 && label}</VisuallyHidden>
      {count > 0 && (
        <Tooltip label={label}>
          <Button
            size="xs"
            px={8}
            variant="light"
            aria-label={label}
            aria-haspopup="dialog"
            onClick={() => open(only ?? "all")}
          >
            <IconGitPullRequest size={16} aria-hidden />
            &nbsp;{count}
          </Button>
        </Tooltip>
      )}
      {opened !== null && (
        <Suspense>
          <ProposalsDialog opened={opened} onOpen={open} />
        </Suspense>
      )}
    </>
  );
}
