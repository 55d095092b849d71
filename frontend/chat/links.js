// Addresses come from bots and people: nothing but http and https is ever followed.
import { h, icon } from "./dom.js";

const ADDRESS = /https?:\/\/[^\s<>"“”«»`]+/gi;
const AFTER = /[.,;:!?'’…]+$/;
const OUTSIDE = { target: "_blank", rel: "noopener noreferrer nofollow ugc" };

/** The absolute http(s) address, relative ones resolved against the server; null for any other. */
export function safeAddress(address, server) {
  if (typeof address !== "string" || !URL.canParse(address, server)) return null;
  const url = new URL(address, server);
  return url.protocol === "http:" || url.protocol === "https:" ? url : null;
}

export function link(url, ...children) {
  return h("a", { href: url.href, ...OUTSIDE }, ...children);
}

/** Text as nodes, its addresses as links. */
export function linked(text, server) {
  const nodes = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const url = safeAddress(address, server);
    if (!url) continue;
    nodes.push(text.slice(end, index), link(url, address));
    end = index + address.length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

// The full stop after an address is the sentence's, and so is a bracket opened before it.
function trimmed(found) {
  const address = found.replace(AFTER, "");
  const closes = address.endsWith(")") && !address.includes("(");
  return closes ? trimmed(address.slice(0, -1)) : address;
}

/** An attachment `{url, type, name}` as a picture or a named link; its name alone where it leads nowhere safe. */
export function attachment({ url: address, type, name }, { server, say }) {
  const url = safeAddress(address, server);
  const label = name || nameOf(url) || say("attachment");
  if (!url) return h("span", { class: "file dead" }, icon("file"), h("bdi", {}, label));
  const visible = url.protocol === "https:" || url.origin === new URL(server).origin;
  return type === "image" && visible ? picture(url, label) : file(url, label);
}

function picture(url, label) {
  const image = h("img", { src: url.href, alt: label, loading: "lazy", referrerpolicy: "no-referrer" });
  const anchor = link(url, image);
  anchor.className = "picture";
  image.addEventListener("error", () => anchor.replaceWith(file(url, label)));
  return anchor;
}

function file(url, label) {
  const anchor = link(url, icon("file"), h("bdi", {}, label));
  anchor.className = "file";
  return anchor;
}

function nameOf(url) {
  const last = url?.pathname.split("/").at(-1);
  try {
    return last && decodeURIComponent(last);
  } catch {
    return last;
  }
}
