// The files of a message, as pictures and named links.
import { h, icon } from "../dom";
import { isVisible, link, safeAddress } from "../links";
import { FILE } from "../shapes";
import type { Attachment } from "../wire";

/** A picture or a named link; its name alone where it leads nowhere safe. */
export function attachment(given: Attachment, server: string, unnamed: string): HTMLElement {
  const url = safeAddress(given.url, server);
  const label = given.name || nameOf(url) || unnamed;
  if (!url) return h("span", { class: "file dead" }, icon(FILE), h("bdi", {}, label));
  return given.type === "image" && isVisible(url, server) ? picture(url, label) : file(url, label);
}

function picture(url: URL, label: string): HTMLElement {
  const image = h("img", { src: url.href, alt: label, loading: "lazy", referrerpolicy: "no-referrer" });
  const anchor = link(url, image);
  anchor.className = "picture";
  image.addEventListener("error", () => anchor.replaceWith(file(url, label)));
  return anchor;
}

function file(url: URL, label: string): HTMLElement {
  const anchor = link(url, icon(FILE), h("bdi", {}, label));
  anchor.className = "file";
  return anchor;
}

function nameOf(url: URL | null): string | undefined {
  const last = url?.pathname.split("/").at(-1);
  try {
    return last && decodeURIComponent(last);
  } catch {
    return last;
  }
}
