import type { TFunction } from "i18next";

import { shown } from "@/chat/trace";
import type { DocumentIndex } from "@/model/index";
import { isObject, type JsonObject } from "@/model/json";
import { sentence } from "@/rules";

/** What a difference is told with; `rules`: the words of the namespace of that name. */
export interface Words {
  readonly t: TFunction<"versions">;
  readonly rules: TFunction<"rules">;
  readonly index: Pick<DocumentIndex, "step" | "connection">;
}

/** Parts that other parts are in: their own name is told above. */
const OUTER = new Set(["steps", "requests", "notes", "templates", "tests"]);
const TARGETS = new Set(["to", "first_step"]);
const RULES = new Set(["rules", "filters"]);

/** A path of a part as people call its places: "Way “yes” › Leads to". */
export function fieldName(path: string, words: Words): string {
  const segments = path.split(".");
  const inside = OUTER.has(segments[0] ?? "") ? segments.slice(2) : segments;
  const names: string[] = [];
  for (let at = 0; at < inside.length; at += 1) {
    const segment = inside[at] ?? "";
    const id = inside[at + 1];
    if ((segment === "groups" || segment === "connections") && id !== undefined) {
      at += 1;
      if (segment === "connections") names.push(wayName(id, words));
      else if (at === inside.length - 1) names.push(words.t("fields.group"));
    } else if (/^\d+$/.test(segment)) names.push(words.t("fields.place", { number: Number(segment) + 1 }));
    else if (segment !== "message" || at === inside.length - 1)
      names.push(words.t(`fields.${segment}`, { defaultValue: segment }));
  }
  // A group of rules within the rules is called alike: once is enough.
  return names.filter((name, at) => name !== names[at - 1]).join(" › ") || words.t("fields.whole");
}

/** A value of a place as people read it. */
export function valueName(path: string, value: unknown, words: Words): string {
  const key = path.split(".").at(-1) ?? "";
  if (typeof value === "string") return TARGETS.has(key) ? stepName(value, words) : value;
  if (typeof value === "boolean") return words.t(value ? "yes" : "no");
  if (Array.isArray(value)) return value.map((one) => partName(one, words)).join("\n");
  if (RULES.has(key) && isObject(value))
    return sentence(value as JsonObject, words.rules) || words.t("always");
  if (key === "variables" && isObject(value))
    return Object.entries(value)
      .map(([name, first]) => `${name} = ${shown(first)}`)
      .join("\n");
  return isObject(value) ? partName(value, words) : shown(value);
}

function partName(value: unknown, words: Words): string {
  if (!isObject(value)) return typeof value === "string" ? value : shown(value);
  if (typeof value["to"] === "string") return connectionName(value, value["to"], words);
  if (typeof value["variable"] === "string") return assignment(value, value["variable"]);
  if (Array.isArray(value["connections"]))
    return value["connections"].map((one) => partName(one, words)).join("\n");
  const said = value["text"] ?? value["name"];
  return typeof said === "string" ? said : shown(value);
}

function connectionName(value: Record<string, unknown>, to: string, words: Words): string {
  const rules = isObject(value["rules"]) ? sentence(value["rules"] as JsonObject, words.rules) : "";
  const name = typeof value["name"] === "string" ? value["name"] : "";
  return `${name || rules || words.t("always")} → ${stepName(to, words)}`;
}

function assignment(value: Record<string, unknown>, variable: string): string {
  const op = typeof value["op"] === "string" && value["op"] !== "set" ? ` ${value["op"]}` : " =";
  const written = typeof value["value"] === "string" ? value["value"] : shown(value["value"]);
  return `${variable}${op} ${written}`.trim();
}

function wayName(id: string, words: Words): string {
  const place = words.index.connection(id);
  if (!place) return words.t("fields.way");
  const { name, to } = place.connection;
  return words.t("fields.wayNamed", { name: name || `→ ${stepName(to, words)}` });
}

function stepName(id: string, { index }: Words): string {
  return index.step(id)?.name || id;
}
