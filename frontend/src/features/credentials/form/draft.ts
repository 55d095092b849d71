import { isObject, ownOf, same, type JsonObject } from "@/model/json";

import type { Credential } from "../types";

/** A credential as it is filled in. `secret` is empty until somebody types one. */
export interface Draft {
  name: string;
  provider: string;
  strategy: string;
  settings: JsonObject;
  secret: JsonObject;
  hosts: string[];
  isDefault: boolean;
  botId: string | null;
}

export function draftOf(credential: Credential): Draft {
  const { name, provider, strategy, settings, hosts, is_default, bot_id } = credential;
  // What comes from the server came as JSON.
  const plain = settings as JsonObject;
  return {
    name,
    provider,
    strategy,
    settings: plain,
    secret: {},
    hosts,
    isDefault: is_default,
    botId: bot_id,
  };
}

/** Parts of a secret that have something in them. */
export function given(secret: JsonObject): JsonObject {
  const filled = Object.entries(secret).filter(([, value]) => value !== "" && value !== null);
  return Object.fromEntries(filled);
}

export const hasSecret = (draft: Pick<Draft, "secret">): boolean =>
  Object.keys(given(draft.secret)).length > 0;

/** Whether the server asks for the secret again: other settings, or a host that it was not bound to. */
export function needsSecret(before: Credential, draft: Draft): boolean {
  const isElsewhere = draft.hosts.some((host) => !before.hosts.some((known) => covers(known, host)));
  return isElsewhere || !same(draft.settings, before.settings);
}

/** `*.example.com` covers what is under it, and any name covers itself. */
function covers(known: string, host: string): boolean {
  if (known === host) return true;
  return known.startsWith("*.") && !host.startsWith("*.") && host.endsWith(known.slice(1));
}

/** Keys of a schema that have to be there and are not. */
export function missingOf(schema: JsonObject, value: JsonObject): string[] {
  const required = Array.isArray(schema.required) ? (schema.required as readonly string[]) : [];
  return required.filter((key) => isEmpty(ownOf(value, key)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/** A host as people write it: of an address only its name is kept. */
export function hostOf(text: string): string {
  const trimmed = text.trim().toLowerCase();
  const name = trimmed.replace(/^[a-z][a-z0-9+.-]*:\/\//, "").replace(/[/?#].*$/, "");
  return name.replace(/^[^@]*@/, "").replace(/:\d+$/, "");
}

/** What a provider of one's own is called: a word of small letters. */
export function isProvider(text: string): boolean {
  return /^[a-z0-9][a-z0-9_.-]{0,63}$/.test(text);
}
