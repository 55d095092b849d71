import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { FaultState } from "./FaultState";
import { Loading } from "./Loading";

/** What is told of a list that is asked for a page at a time. */
type Pages = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};
type Found = Pages & { isPending: boolean; error: unknown; refetch: () => unknown };

type ListedProps = {
  found: Found;
  isEmpty: boolean;
  /** In place of a list without anything in it. */
  nothing: ReactNode;
  children?: ReactNode;
};

/** A list: on its way, refused, empty, or there, with a way to the rest. What is there stays when it cannot be
 * asked for anew. */
export function Listed({ found, isEmpty, nothing, children }: ListedProps) {
  if (found.isPending) return <Loading />;
  if (found.error && isEmpty) return <FaultState fault={found.error} onRetry={() => void found.refetch()} />;
  if (isEmpty) return nothing;
  return (
    <>
      {children}
      <ShowMore found={found} />
    </>
  );
}

/** The next page, where there is one. */
export function ShowMore({ found }: { found: Pages }) {
  const { t } = useTranslation("ui");
  if (!found.hasNextPage) return null;
  return (
    <Button
      variant="default"
      mt="md"
      loading={found.isFetchingNextPage}
      onClick={() => void found.fetchNextPage()}
    >
      {t("more")}
    </Button>
  );
}
