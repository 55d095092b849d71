import type { RequestPart } from "@/model/document";
import type { Json } from "@/model/json";
import { newId } from "@/model/ids";
import type { Operation } from "@/model/operation";
import { setting } from "../editing/useEdit";

export function newRequest(name: string): { id: string; operation: Operation } {
  const id = newId("request");
  return { id, operation: { op: "add", path: ["requests"], value: { id, name } } };
}

export const BODY_KINDS = ["none", "json", "text", "form", "multipart", "file"] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** Which body is sent: a file before a multipart form before a form before `body` (flow-language.md 6). */
export function bodyKind(request: RequestPart): BodyKind {
  if (request.file !== undefined) return "file";
  if (request.multipart !== undefined) return "multipart";
  if (request.form !== undefined) return "form";
  if (request.body === undefined) return "none";
  return typeof request.body === "string" ? "text" : "json";
}

const EMPTY: Readonly<Record<BodyKind, readonly [string, Json] | null>> = {
  none: null,
  json: ["body", {}],
  text: ["body", ""],
  form: ["form", {}],
  multipart: ["multipart", {}],
  file: ["file", "{$message.attachments.0$}"],
};

/** Another kind of body; between JSON and text what is written stays as far as it can. */
export function changeBody(request: RequestPart, kind: BodyKind): Operation[] {
  const place = ["requests", request.id];
  const fresh = EMPTY[kind];
  const gone = ["body", "form", "multipart", "file"].filter((key) => key in request && key !== fresh?.[0]);
  const cleared = gone.map((key) => setting([...place, key], null));
  if (fresh === null) return cleared;
  const [key, empty] = fresh;
  return [...cleared, setting([...place, key], carried(request, kind) ?? empty)];
}

function carried(request: RequestPart, kind: BodyKind): Json | null {
  const body = request.body;
  if (kind === "text" && body !== undefined && typeof body !== "string") return JSON.stringify(body, null, 2);
  if (kind === "json" && typeof body === "string") return parsed(body);
  if (kind === "multipart" && request.form) return request.form;
  if (kind === "form" && request.multipart) return request.multipart;
  return null;
}

function parsed(text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
