import { useEffect, useEffectEvent } from "react";

/** Reads again once the conversation has gone on: its last turn ends it, and nobody looks again by himself then. */
export function useNewOnes(changed: string, refetch: () => Promise<unknown>): void {
  const read = useEffectEvent(() => void refetch());
  useEffect(() => {
    read();
  }, [changed]);
}
