import { Stack } from "@mantine/core";
import { useMemo } from "react";
import { useEditor } from "@/store";
import { useUnclaimed } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";

/** Issues of the bot itself that no field below shows. */
export function BotIssues() {
  const issues = useEditor((state) => state.issues);
  const own = useMemo(() => issues.filter((issue) => issue.step === null), [issues]);
  const left = useUnclaimed(own);
  if (left.length === 0) return null;
  return (
    <Stack px="md" pt="sm">
      <IssueLines issues={left} />
    </Stack>
  );
}
