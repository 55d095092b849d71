import type { BotDocument, Position } from "@/model/document";
import { addStep } from "@/model/commands";
import { newId } from "@/model/ids";
import type { Operation } from "@/model/operation";

const RIGHT = 360;
const DOWN = 160;

/** A new step beside the one it is reached from. */
export function newStep(
  document: BotDocument,
  from: string | null,
  name: string,
): { id: string; operations: Operation[] } {
  const id = newId("step");
  const value = { id, ...(name ? { name } : {}), position: freePlace(document, from) };
  return { id, operations: addStep(document, value) };
}

/** To the right of a step, below whatever is there. */
function freePlace(document: BotDocument, from: string | null): Position {
  const start = document.steps?.find((step) => step.id === from)?.position ?? { x: 0, y: 0 };
  const x = start.x + RIGHT;
  const taken = (document.steps ?? [])
    .flatMap((step) => (step.position && Math.abs(step.position.x - x) < RIGHT / 2 ? [step.position.y] : []))
    .sort((one, other) => one - other);
  const y = taken.reduce((free, one) => (Math.abs(one - free) < DOWN ? one + DOWN : free), start.y);
  return { x, y };
}
