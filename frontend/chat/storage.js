// What is kept between visits. Where the browser refuses storage (private frames, full disk) the
// chat goes on with a memory of its own.
const available = (() => {
  try {
    localStorage.getItem("");
    return true;
  } catch {
    return false;
  }
})();

export class Storage {
  #prefix;
  #memory = new Map();

  /** `scope`: what tells one conversation from another (server and channel). */
  constructor(scope) {
    this.#prefix = `dbcv:${scope}:`;
  }

  read(name) {
    try {
      const stored = available ? localStorage.getItem(this.#prefix + name) : null;
      return JSON.parse(stored ?? this.#memory.get(name) ?? "null");
    } catch {
      return null;
    }
  }

  write(name, value) {
    const stored = JSON.stringify(value);
    try {
      localStorage.setItem(this.#prefix + name, stored);
      this.#memory.delete(name);
    } catch {
      this.#memory.set(name, stored);
    }
  }

  remove(name) {
    this.#memory.delete(name);
    if (available) localStorage.removeItem(this.#prefix + name);
  }

  /** Names that begin with `start`, in no order. */
  names(start) {
    const kept = available ? Object.keys(localStorage) : [];
    const own = kept.filter((key) => key.startsWith(this.#prefix));
    const names = own.map((key) => key.slice(this.#prefix.length));
    return [...names, ...this.#memory.keys()].filter((name) => name.startsWith(start));
  }

  /** Calls `changed(name, removed)` when another tab writes here; returns how to stop it. */
  watch(changed) {
    const listen = ({ key, newValue }) => {
      if (key?.startsWith(this.#prefix)) changed(key.slice(this.#prefix.length), newValue === null);
    };
    addEventListener("storage", listen);
    return () => removeEventListener("storage", listen);
  }
}
