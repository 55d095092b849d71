import { useRouter } from "@tanstack/react-router";

import { signedIn } from "@/api/session";
import type { components } from "@/api/schema";

/** Keeps the sign-in and goes on: to the page that was asked for, else to the bots. */
export function useArrival(next?: string): (answer: components["schemas"]["TokensOut"]) => void {
  const router = useRouter();
  return (answer) => {
    signedIn(answer);
    router.history.replace(next ?? "/bots");
  };
}
