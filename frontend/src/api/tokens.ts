import type { components } from "./schema";

export type Person = components["schemas"]["PersonOut"];

/** What a sign-in gave, as it is kept in this browser. */
export type Tokens = { access: string; refresh: string; expiresAt: number; person: Person };

const KEY = "dbcv.session";

export function tokensOf(answer: components["schemas"]["TokensOut"]): Tokens {
  return {
    access: answer.access_token,
    refresh: answer.refresh_token,
    expiresAt: Date.now() + answer.expires_in * 1000,
    person: answer.user,
  };
}

export function keptTokens(): Tokens | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return isTokens(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepTokens(tokens: Tokens | null): void {
  if (tokens) localStorage.setItem(KEY, JSON.stringify(tokens));
  else localStorage.removeItem(KEY);
}

/** Other tabs of this browser sign in, renew and sign out as well. */
export function onKeptTokens(heard: (tokens: Tokens | null) => void): void {
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) heard(keptTokens());
  });
}

function isTokens(kept: unknown): kept is Tokens {
  return (
    typeof kept === "object" &&
    kept !== null &&
    "access" in kept &&
    typeof kept.access === "string" &&
    "refresh" in kept &&
    typeof kept.refresh === "string" &&
    "person" in kept
  );
}
