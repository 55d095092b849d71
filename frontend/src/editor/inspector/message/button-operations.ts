import type { Button, Step } from "@/model/document";
import type { Operation } from "@/model/operation";
import { setting } from "../editing/useEdit";
import { replaceAt } from "../editing/lists";
import { saidBy, saysTheSame, wayOf } from "./buttons";

/** Another text or value of a button; the connection that waits for what it says goes on waiting for that. */
export function changeButton(step: Step, place: number, next: Button): Operation[] {
  const buttons = step.message?.buttons ?? [];
  const before = buttons[place];
  if (before === undefined) return [];
  const operations = [setting(["steps", step.id, "message", "buttons"], replaceAt(buttons, place, next))];
  const said = saidBy(next);
  if (said === saidBy(before) || saysTheSame(buttons, place)) return operations;
  const way = wayOf(step, before);
  if (way === null || saidBy(before) === "") return operations;
  const at = ["steps", step.id, "groups", way.group.id, "connections", way.connection.id];
  return [...operations, setting([...at, "rules"], withValue(way.connection.rules ?? {}, way.rule, said))];
}

function withValue(rules: object, path: readonly string[], value: string): object {
  const [key, ...rest] = path;
  if (key === undefined) return rules;
  const held = Array.isArray(rules) ? [...rules] : { ...rules };
  const inner: unknown = Reflect.get(held, key);
  Reflect.set(
    held,
    key,
    rest.length === 0 || typeof inner !== "object" || inner === null ? value : withValue(inner, rest, value),
  );
  return held;
}
