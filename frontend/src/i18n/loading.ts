import type { ReadCallback } from "i18next";

import { arriving } from "./arriving";

type Words = Record<string, unknown>;

const FILES = import.meta.glob<{ default: Words }>("./locales/*/*.json");

/** The words of a namespace, in a chunk of their own. */
export function read(language: string, namespace: string, done: ReadCallback): void {
  const load = FILES[`./locales/${language}/${namespace}.json`];
  if (!load) {
    done(`No words for ${language}/${namespace}`, false);
    return;
  }
  arriving(load).then(
    (file) => done(null, file.default),
    (thrown: unknown) => done(thrown instanceof Error ? thrown : String(thrown), true),
  );
}
