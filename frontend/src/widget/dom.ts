type Attribute = string | number | boolean | null | undefined | ((event: never) => void);
export type Child = Node | string | null | undefined | false | 0;

/** An element; `on…` attributes are listeners, false and null ones are left out. Children are text or nodes, never HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value as EventListener);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child != null && child !== false && child !== 0));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** A drawing for the eye only; whoever uses it gives the words. */
export function icon(shape: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", shape);
  svg.append(path);
  return svg;
}

/** A round button with a drawing on it, named by `label`. */
export function tool(label: string, shape: string, onclick: () => void, kind = ""): HTMLButtonElement {
  const named = { type: "button", "aria-label": label, title: label };
  return h("button", { class: `tool ${kind}`, ...named, onclick }, icon(shape));
}

/** Make the children of `parent` exactly `wanted`, moving and touching as few as can be. */
export function arrange(parent: Element, wanted: readonly Element[]): void {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  let place = parent.firstChild;
  for (const node of wanted) {
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
}

/** A mouse or the like at hand: taking the focus opens no keyboard on the screen. */
export const precise = (): boolean => matchMedia("(pointer: fine)").matches;
