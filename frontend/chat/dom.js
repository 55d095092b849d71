/** An element; `on…` attributes are listeners, false and null ones are left out. Children are text or nodes, never HTML. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null && child !== false));
  return node;
}

const SHAPES = {
  send: "M4 12 20 4.5 15 20l-3.6-6.2zM11.4 13.8 20 4.5",
  restart: "M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.7M4.5 4.2v4.5H9",
  down: "M12 5v14M6 13l6 6 6-6",
  sent: "m5 12.5 4.5 4.5L19 7.5",
  waiting: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2",
  failed: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V13M12 16.2v.1",
  file: "M13.5 3.5H7a1.5 1.5 0 0 0-1.5 1.5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3.5v5h5",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  leave: "M10 4.5H5.5v15H10M14 8l4 4-4 4M18 12H9.5",
};
SHAPES.sending = SHAPES.waiting;

const SVG = "http://www.w3.org/2000/svg";

/** A drawing for the eye only; whoever uses it gives the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** Make the children of `parent` exactly `wanted`, moving and touching as few as can be. */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  let place = parent.firstChild;
  for (const node of wanted) {
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
}

/** A mouse or the like at hand: taking the focus opens no keyboard on the screen. */
export const precise = () => matchMedia("(pointer: fine)").matches;
