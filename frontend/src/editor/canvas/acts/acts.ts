import type { Asking } from "./asking";
import { asking } from "./asking";
import type { Editing } from "./editing";
import { editing } from "./editing";
import type { Ground } from "./ground";
import type { Making } from "./making";
import { making } from "./making";
import type { Moving } from "./moving";
import { moving } from "./moving";
import type { Ordering } from "./ordering";
import { ordering } from "./ordering";
import type { Viewing } from "./viewing";
import { viewing } from "./viewing";

export type Acts = Viewing & Asking & Making & Editing & Moving & Ordering;

export function makeActs(ground: Ground): Acts {
  const views = viewing(ground);
  return {
    ...views,
    ...asking(ground, views.middle),
    ...making(ground, views),
    ...editing(ground, views),
    ...moving(ground, views),
    ...ordering(ground),
  };
}
