import { useSyncExternalStore } from "react";

const KEY = "dbcv.inspector.sections";
const listeners = new Set<() => void>();
let held: Readonly<Record<string, boolean>> | null = null;

function read(): Readonly<Record<string, boolean>> {
  held ??= stored();
  return held;
}

function stored(): Record<string, boolean> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const entries = typeof found === "object" && found !== null ? Object.entries(found) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"),
    );
  } catch {
    return {};
  }
}

function write(name: string, open: boolean): void {
  held = { ...read(), [name]: open };
  try {
    localStorage.setItem(KEY, JSON.stringify(held));
  } catch {
    // A browser that keeps nothing: it is remembered until the page is left.
  }
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a section is open, remembered for the person in this browser. */
export function useSection(name: string, openAtFirst: boolean): [boolean, (open: boolean) => void] {
  const open = useSyncExternalStore(subscribe, () => read()[name] ?? openAtFirst);
  return [open, (next) => write(name, next)];
}
