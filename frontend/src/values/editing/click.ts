/** Longer than a click takes, in ms: what appears when a field is left must not move what is clicked on. */
export const A_CLICK = 300;
