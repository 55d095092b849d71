import "fake-indexeddb/auto";

import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

import { startI18n } from "@/i18n";

// What jsdom lacks and Mantine asks for.
window.matchMedia ??= (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
});
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
if (!("fonts" in document)) Object.defineProperty(document, "fonts", { value: new EventTarget() });
Range.prototype.getClientRects ??= () => Object.assign([], { item: () => null });
Element.prototype.scrollIntoView ??= () => undefined;

await startI18n();
afterEach(cleanup);
