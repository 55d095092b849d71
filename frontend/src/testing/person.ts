import { signedIn } from "@/api/session";

/** A person named as their id says. */
export function personCalled(id: string) {
  return {
    id,
    kind: "user" as const,
    role: "USER" as const,
    name: id,
    locale: null,
    timezone: null,
    created_at: "2026-01-01T00:00:00Z",
  };
}

/** Somebody is signed in to this browser, with a token of their name. */
export function signsIn(id = "ada"): void {
  const user = personCalled(id);
  signedIn({ access_token: id, refresh_token: id, expires_in: 900, token_type: "bearer", user });
}
