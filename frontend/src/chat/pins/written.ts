import { readValue } from "../talk/readValue";
import type { Pin } from "../testing/conversation";

/** An answer as it is written down in a form. */
export interface Written {
  readonly kind: Pin["kind"];
  readonly to: string;
  readonly status: string | number;
  readonly body: string;
}

export const NOTHING: Written = { kind: "http", to: "", status: 200, body: "{}" };

export function writtenOf({ kind, to, answer }: Pin): Written {
  const said = kind === "http" ? (answer.json ?? answer.text) : (answer.result ?? answer.error);
  const status = kind === "http" ? Number(answer.status ?? 200) : answer.ok === false ? 400 : 200;
  const body = typeof said === "string" && kind === "http" ? said : JSON.stringify(said ?? null, null, 2);
  return { kind, to, status, body };
}

export function answerOf({ kind, status, body }: Written): Pin["answer"] {
  const read = readValue(body);
  if (kind === "http")
    return { status: Number(status), ...(typeof read === "string" ? { text: read } : { json: read }) };
  if (Number(status) < 400) return { ok: true, result: read };
  return {
    ok: false,
    error: typeof read === "object" && read !== null ? read : { code: "refused", message: String(read) },
  };
}
