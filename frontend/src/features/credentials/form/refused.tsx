import { Text } from "@mantine/core";
import { createContext, useContext, type ReactNode } from "react";

import { fieldFault } from "@/api/faults";

type FrameProps = { at: readonly string[]; children: ReactNode };

/** What the server refused, for the fields that are in it. */
export const RefusedFields = createContext<unknown>(null);

export function useRefusal(name: string): string | undefined {
  return fieldFault(useContext(RefusedFields), name);
}

export function RefusedSecret({ at, children }: FrameProps) {
  return (
    <Refused name={["secret", ...at].join(".")} isDeep={at.length > 1}>
      {children}
    </Refused>
  );
}

export function RefusedSetting({ at, children }: FrameProps) {
  return (
    <Refused name={["settings", ...at].join(".")} isDeep={at.length > 1}>
      {children}
    </Refused>
  );
}

/** What is wrong deep in a field is told at the field. */
function Refused({ name, isDeep, children }: { name: string; isDeep: boolean; children: ReactNode }) {
  const words = useRefusal(name);
  return (
    <>
      {children}
      {words !== undefined && !isDeep && (
        <Text size="xs" c="var(--danger-text)" mt={4}>
          {words}
        </Text>
      )}
    </>
  );
}
