import type { ValueType } from "../syntax/filters";

/** What there is in each scope although no document writes it (flow-language.md 2). */
export const FIXED: Readonly<Record<string, Readonly<Record<string, ValueType>>>> = {
  session: { id: "text" },
  user: { id: "text", name: "text", username: "text", email: "text", locale: "text", timezone: "text" },
  message: { text: "text", button: "text", params: "object", attachments: "list", id: "text" },
  bot: { id: "text", name: "text", timezone: "text" },
  channel: { id: "text", name: "text", kind: "text" },
  system: { now: "date", date: "date", time: "text", weekday: "number", random: "number" },
  event: { type: "text" },
  response: {
    body: "any",
    status: "number",
    ok: "boolean",
    headers: "object",
    error: "text",
    elapsed_ms: "number",
  },
  integration: { ok: "boolean", result: "any", error: "object" },
  code: { value: "any", error: "object" },
};

/** Scopes whose variables are all known: an unknown one there is a slip. */
export const CLOSED: ReadonlySet<string> = new Set(["message", "system", "event", "response", "integration"]);
/** Scopes nobody but this document writes. */
export const OWN: ReadonlySet<string> = new Set(["session", "bot", "template"]);
