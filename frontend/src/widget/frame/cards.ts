// Cards stay to be looked at; their buttons go like those of any message.
import { h } from "../dom";
import { isVisible, safeAddress } from "../links";
import { asList, asText, type Context, type Drawer, type Props } from "./context";

const drawn = (kind: string): Drawer => {
  return ({ cards: given }, context) => {
    const cards = asList(given).map((card) => h("li", {}, cardOf(card, context)));
    const scrolls = kind === "carousel" && { tabindex: 0, "aria-label": context.texts.cards };
    return h("ul", { class: `cards ${kind}`, role: "list", ...scrolls }, ...cards);
  };
};

export const cards = drawn("");
export const carousel = drawn("carousel");

function cardOf({ title, text, image, buttons }: Props, context: Context): HTMLElement {
  const url = safeAddress(image, context.server);
  const visible = url && isVisible(url, context.server);
  const picture = visible && h("img", { src: url.href, alt: "", referrerpolicy: "no-referrer" });
  if (picture) picture.addEventListener("error", () => picture.remove());
  return h(
    "div",
    { class: "card" },
    picture,
    asText(title) && h("h3", { dir: "auto" }, asText(title)),
    asText(text) && h("p", { dir: "auto" }, asText(text)),
    ...asList(buttons).map((button) => cardButton(button, context)),
  );
}

function cardButton(
  { text, value, url: address }: Props,
  { open, server, say }: Context,
): HTMLElement | null {
  const label = asText(text) || asText(value);
  if (!label) return null;
  if (address) {
    const url = safeAddress(address, server);
    // A frame opens no windows: the chat around does, after a look at the address.
    const follow = (event: Event) => {
      event.preventDefault();
      if (url) say({ type: "follow", url: url.href });
    };
    return url && h("a", { href: url.href, rel: "noopener noreferrer", dir: "auto", onclick: follow }, label);
  }
  const press = () => say({ type: "press", text: label, value: asText(value ?? text) });
  return open ? h("button", { type: "button", dir: "auto", onclick: press }, label) : null;
}
