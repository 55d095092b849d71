// Being somebody in particular: by the word of the page's server, or by an account of this installation.
import type { Identity } from "../identity";

/** Talk as whom the page's server vouches for. Refused with the server's code where the token is no good. */
export function identify(identity: Identity, channel: string, token: string): Promise<string> {
  return identity.alone(async () => {
    const vouched = claimsOf(token);
    const kept = identity.look();
    if (kept?.expires_at && vouched && kept.vouched === vouched) return kept.access_token;
    return identity.exchange(`channels/${channel}/identity`, { token }, vouched);
  });
}

export function signIn(identity: Identity, email: string, password: string): Promise<string> {
  return identity.alone(() => identity.exchange("auth/login", { email, password }));
}

/** Be nobody in particular again, also where the server cannot be told. */
export async function signOut(identity: Identity): Promise<void> {
  const { kept } = identity;
  if (!kept) return;
  identity.forget();
  try {
    // The access token may have ended.
    await identity.ask("auth/logout", { body: { refresh_token: kept.refresh_token } });
  } catch {
    // The tokens are gone from here, and end by themselves.
  }
}

// The same person, told again with a later end, needs no new sign-in.
function claimsOf(token: string): string | undefined {
  try {
    const payload = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const { sub, name, email } = JSON.parse(atob(payload)) as Record<string, unknown>;
    return JSON.stringify([sub, name, email]);
  } catch {
    return undefined;
  }
}
