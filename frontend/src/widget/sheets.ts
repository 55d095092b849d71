// Style sheets are constructed: a strict content policy of the page around forbids any other.
import dock from "./styles/dock.css?inline";
import theme from "./styles/theme.css?inline";

const made = new Map<string, CSSStyleSheet>();

/** The sheet of that text, one for all chats of a page. */
export function sheetOf(css: string): CSSStyleSheet {
  const known = made.get(css);
  if (known) return known;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  made.set(css, sheet);
  return sheet;
}

/** What every chat wears, open or not. */
export const chatSheets = (): CSSStyleSheet[] => [sheetOf(theme + dock)];

/** Dress what is drawn in `node`'s root in one more sheet. */
export function wear(node: Node, css: string): void {
  const root = node.getRootNode();
  const sheet = sheetOf(css);
  if (!(root instanceof ShadowRoot) || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
