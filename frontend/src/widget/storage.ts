// What is kept between visits. Where the browser refuses storage (private frames, full disk) the
// chat goes on with a memory of its own.
const available = ((): boolean => {
  try {
    localStorage.getItem("");
    return true;
  } catch {
    return false;
  }
})();

export class Storage {
  readonly #prefix: string;
  readonly #lasts: boolean;
  readonly #memory = new Map<string, string>();

  /** `scope`: what tells one conversation from another (server and channel); none: nothing outlives the page. */
  constructor(scope: string) {
    this.#prefix = `dbcv:${scope}:`;
    this.#lasts = available && Boolean(scope);
  }

  /** What was written under that name, in the shape it was written in. */
  read<Kept>(name: string): Kept | null {
    try {
      const stored = this.#lasts ? localStorage.getItem(this.#prefix + name) : null;
      return JSON.parse(stored ?? this.#memory.get(name) ?? "null") as Kept | null;
    } catch {
      return null;
    }
  }

  write(name: string, value: unknown): void {
    const stored = JSON.stringify(value);
    try {
      if (!this.#lasts) throw new Error();
      localStorage.setItem(this.#prefix + name, stored);
      this.#memory.delete(name);
    } catch {
      this.#memory.set(name, stored);
    }
  }

  remove(name: string): void {
    this.#memory.delete(name);
    if (this.#lasts) localStorage.removeItem(this.#prefix + name);
  }

  /** Names that begin with `start`, in no order. */
  names(start: string): string[] {
    const kept = this.#lasts ? Object.keys(localStorage) : [];
    const own = kept.filter((key) => key.startsWith(this.#prefix));
    const names = own.map((key) => key.slice(this.#prefix.length));
    return [...names, ...this.#memory.keys()].filter((name) => name.startsWith(start));
  }

  /** Calls `changed(name, removed)` when another tab writes here, until `signal` says no more. */
  watch(changed: (name: string, removed: boolean) => void, signal: AbortSignal): void {
    const listen = ({ key, newValue }: StorageEvent) => {
      if (key?.startsWith(this.#prefix)) changed(key.slice(this.#prefix.length), newValue === null);
    };
    addEventListener("storage", listen, { signal });
  }
}
