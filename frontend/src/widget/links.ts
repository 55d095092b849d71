// Addresses come from bots and people: nothing but http and https is ever followed.
import { h } from "./dom";

const ADDRESS = /https?:\/\/[^\s<>"“”«»`]+/gi;
const AFTER = /[.,;:!?'’…]+$/;
const OUTSIDE = { target: "_blank", rel: "noopener noreferrer nofollow ugc" };

/** The absolute http(s) address, relative ones resolved against the server; null for any other. */
export function safeAddress(address: unknown, server: string): URL | null {
  if (typeof address !== "string" || !URL.canParse(address, server)) return null;
  const url = new URL(address, server);
  return /^https?:$/.test(url.protocol) ? url : null;
}

/** Whether a picture of that address may be fetched: ours, or over https. */
export const isVisible = (url: URL, server: string): boolean =>
  url.protocol === "https:" || url.origin === new URL(server).origin;

export function link(url: URL, ...children: (Node | string)[]): HTMLAnchorElement {
  return h("a", { href: url.href, ...OUTSIDE }, ...children);
}

/** Text as nodes, its addresses as links. */
export function linked(text: string, server: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const url = safeAddress(address, server);
    if (!url) continue;
    nodes.push(text.slice(end, index), link(url, address));
    end = index + address.length;
  }
  return [...nodes, text.slice(end)].filter(Boolean);
}

// The full stop after an address is the sentence's, and so is a bracket opened before it.
function trimmed(found: string): string {
  const address = found.replace(AFTER, "");
  const closes = address.endsWith(")") && !address.includes("(");
  return closes ? trimmed(address.slice(0, -1)) : address;
}
