import { useSyncExternalStore } from "react";

import { Fault, faultOf } from "./faults";
import type { components } from "./schema";
import { keepTokens, keptTokens, onKeptTokens, tokensOf, type Person, type Tokens } from "./tokens";

export type { Person } from "./tokens";

/** `ended`: the API takes these tokens no longer; the person may sign in again over the page. */
export type Session = { state: "in" | "ended"; person: Person } | { state: "out"; person: null };

type Answer = components["schemas"]["TokensOut"];
type Waiting = { resolve: (token: string) => void; reject: (fault: Fault) => void };

const EARLY = 30_000; // ms before its end at which a token is renewed
const RENEWAL = "/api/v1/auth/refresh";
const LOCK = "dbcv.renewal";

let tokens: Tokens | null = keptTokens();
let session: Session = sessionOf(tokens);
let renewal: Promise<Tokens> | null = null;
let waiting: Waiting[] = [];
const ours = new Set<string>(tokens ? [tokens.access] : []); // what this person called the API with
const listeners = new Set<() => void>();

onKeptTokens((kept) => take(kept));

export function useSession(): Session {
  return useSyncExternalStore(subscribeToSession, currentSession);
}

export function currentSession(): Session {
  return session;
}

export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The token to call the API with; where the session has ended it waits until the person signs in again. */
export async function accessToken(): Promise<string> {
  if (!tokens) throw new Fault("auth:signed_out", 401, "");
  if (session.state === "ended") return signedInAgain();
  if (tokens.expiresAt - Date.now() > EARLY) return tokens.access;
  return renewed(tokens.access);
}

/** A token other than `refused`, of the same person; many who ask at once cause one renewal. */
export async function renewed(refused: string): Promise<string> {
  if (!tokens || !ours.has(refused)) throw new Fault("auth:signed_out", 401, "");
  if (session.state === "ended") return signedInAgain();
  if (tokens.access !== refused) return tokens.access;
  renewal ??= renewAlone(refused).finally(() => {
    renewal = null;
  });
  try {
    return (await renewal).access;
  } catch (thrown) {
    const fault = faultOf(thrown);
    if (fault.status !== 401) throw fault;
    end();
    return signedInAgain();
  }
}

/** Keep what `/auth/login` or `/auth/register` answered. */
export function signedIn(answer: Answer): void {
  put(tokensOf(answer));
}

/** Show what the person changed of themselves. */
export function personChanged(person: Person): void {
  const kept = keptTokens(); // another tab may have renewed them
  if (kept?.person.id === person.id) put({ ...kept, person });
}

/** Forget the sign-in here, and end it at the API as far as that can be reached. */
export async function signOut(): Promise<void> {
  const left = tokens;
  put(null);
  if (!left) return;
  await fetch("/api/v1/auth/logout", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ refresh_token: left.refresh }), // the access token may have ended
    keepalive: true,
  }).catch(() => undefined);
}

// A refresh token is good for one use, and tabs share it.
async function renewAlone(refused: string): Promise<Tokens> {
  if (!("locks" in navigator)) return renew(refused);
  return navigator.locks.request(LOCK, () => renew(refused));
}

async function renew(refused: string): Promise<Tokens> {
  const kept = keptByMe();
  if (kept.access !== refused) {
    take(kept);
    return kept;
  }
  const answer = await fetch(RENEWAL, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ refresh_token: kept.refresh }),
  });
  const said: unknown = await answer.json().catch(() => null);
  const now = keptByMe();
  if (answer.ok) {
    const next = tokensOf(said as Answer);
    put(next);
    return next;
  }
  if (now.access === kept.access) throw faultOf(said, answer.status);
  take(now); // where there are no locks another tab was quicker
  return now;
}

/** Of this person: in another tab they may have signed out meanwhile, and somebody else in. */
function keptByMe(): Tokens {
  const kept = keptTokens();
  if (!kept || kept.person.id !== session.person?.id) throw new Fault("auth:signed_out", 401, "");
  return kept;
}

function signedInAgain(): Promise<string> {
  return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}

function put(next: Tokens | null): void {
  keepTokens(next);
  take(next);
}

function end(): void {
  if (session.state === "in") tell({ state: "ended", person: session.person });
}

/** What was asked for by one person is never asked with the tokens of another. */
function take(next: Tokens | null): void {
  const isSame = next !== null && (session.person === null || next.person.id === session.person.id);
  tokens = next;
  if (!isSame) ours.clear();
  if (next) ours.add(next.access);
  const left = waiting;
  waiting = [];
  for (const one of left) {
    if (isSame) one.resolve(next.access);
    else one.reject(new Fault("auth:signed_out", 401, ""));
  }
  tell(sessionOf(next));
}

function tell(next: Session): void {
  if (next.state === session.state && next.person === session.person) return;
  session = next;
  for (const listener of listeners) listener();
}

function sessionOf(kept: Tokens | null): Session {
  return kept ? { state: "in", person: kept.person } : { state: "out", person: null };
}
