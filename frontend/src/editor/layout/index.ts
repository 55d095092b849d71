export type { Positions } from "./arrange";
export { placementOf } from "./placement";
export type { Placement } from "./placement";
export { tidy } from "./tidy";
