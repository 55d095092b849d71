/** What this page's policy asks of `style` elements made by scripts (`EditorView.cspNonce`, Mantine); "" where nothing is asked. */
export function styleNonce(): string {
  const said = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
  return said.includes("%") ? "" : said;
}

/** Libraries that lock scrolling read it from this global, a convention of bundlers. */
export function allowOurStyles(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
