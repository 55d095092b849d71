// The attributes of <dbcv-chat>, and of a script tag that stands for one.
import type { Params } from "./wire";

/** Observed: a change of any of these begins the chat anew, with all that it showed. */
export const ATTRIBUTES = [
  "channel",
  "bot",
  "server",
  "language",
  "theme",
  "accent",
  "position",
  "start-message",
];

const PREFIX = "params-";

/** `params-campaign="spring"` is `{campaign: "spring"}`. */
export function paramsOf(element: Element): Params {
  const named = [...element.attributes].filter(({ name }) => name.startsWith(PREFIX));
  return Object.fromEntries(named.map(({ name, value }) => [name.slice(PREFIX.length), value]));
}

/** What every start tells of the page around: where it is, and the campaign that led there. */
export function pageParams({ origin, pathname, search }: Location): Params {
  const campaign = new URLSearchParams(search).get("utm_campaign");
  return { page: origin + pathname, ...(campaign && { campaign }) };
}

/** `data-channel` and its like of a script tag, as attributes of an element. */
export function fromScript(script: HTMLScriptElement | null, element: Element): boolean {
  if (!script?.dataset.channel) return false;
  for (const { name, value } of script.attributes) {
    if (name.startsWith("data-")) element.setAttribute(name.slice(5), value);
  }
  return true;
}
