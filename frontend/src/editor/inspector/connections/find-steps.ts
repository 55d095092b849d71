import { stepTitle, type Step } from "@/model/document";

const SHOWN = 40;

/** Steps by words of their name, id or text; those whose name begins so come first. */
export function findSteps(steps: readonly Step[], typed: string): { found: readonly Step[]; more: number } {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { found: steps.slice(0, SHOWN), more: Math.max(0, steps.length - SHOWN) };
  const start = typed.trim().toLowerCase();
  const ranked: [number, Step][] = [];
  for (const step of steps) {
    const title = stepTitle(step).toLowerCase();
    const all = `${title} ${step.id} ${step.message?.text ?? ""}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) continue;
    ranked.push([title.startsWith(start) ? 0 : title.includes(start) ? 1 : 2, step]);
  }
  ranked.sort(([one], [other]) => one - other);
  return { found: ranked.slice(0, SHOWN).map(([, step]) => step), more: Math.max(0, ranked.length - SHOWN) };
}
