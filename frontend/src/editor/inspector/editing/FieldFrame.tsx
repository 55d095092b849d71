import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useEditor, type Issue } from "@/store";
import { PlaceContext } from "@/values/fields/keptDrafts";
import { IssueLines } from "./IssueLines";
import { keyOf, type Path } from "./path";

interface Props {
  path: Path;
  issues: readonly Issue[];
  gap?: number;
  children: ReactNode;
}

/** A field with its issues below; found by its place in the document when a problem is opened. */
export function FieldFrame({ path, issues, gap = 4, children }: Props) {
  const place = keyOf(path);
  const botId = useEditor((state) => state.botId);
  return (
    <Stack gap={gap} data-place={place}>
      <PlaceContext value={`${botId}\u0000${place}`}>{children}</PlaceContext>
      <IssueLines issues={issues} />
    </Stack>
  );
}
