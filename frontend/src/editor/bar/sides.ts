import { shown } from "@/chat/trace";
import type { Step } from "@/model/document";
import type { DocumentIndex } from "@/model/index";
import { isObject } from "@/model/json";
import { segments } from "@/model/operation";
import type { ConflictSide } from "@/store";

const LONGEST = 400;

/** The step a conflict is in, while it is there. */
export function stepOf({ path }: Pick<ConflictSide, "path">, index: DocumentIndex): Step | undefined {
  const [list, id] = segments(path);
  return list === "steps" && id !== undefined ? index.step(id) : undefined;
}

/** A value as people know it: a text as it is, a part by its name or what it says. */
export function valueText(value: unknown, gone: string): string {
  if (value === null || value === undefined) return gone;
  if (typeof value === "string") return cut(value);
  if (!isObject(value)) return shown(value);
  const message = isObject(value["message"]) ? value["message"]["text"] : undefined;
  const said = [value["name"] ?? value["id"], message ?? value["text"]].filter(
    (one): one is string => typeof one === "string" && one !== "",
  );
  return said.length > 0 ? cut(said.join(": ")) : shown(value);
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
