import { Text } from "@mantine/core";
import type { ReactNode } from "react";

/** A word of explanation, quieter than what it explains. */
export function Hint({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" c="var(--text-2)">
      {children}
    </Text>
  );
}
