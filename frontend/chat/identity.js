// Who is talking: an anonymous person made on the first visit, or someone signed in.
const EARLY = 30_000; // renew this long before a token ends
const SETTLED = 250; // until what another tab has stored can surely be read in this one

/** The server will not have it; asking again changes nothing. */
export class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const busy = (status) => status === 408 || status === 429 || status >= 500;

export class Identity {
  #api;
  #storage;
  #scope;
  #changed;

  /** `changed()` is called when somebody else talks from now on. */
  constructor({ server, scope, storage, changed }) {
    this.#api = new URL("api/v1/", server);
    this.#storage = storage;
    this.#scope = scope;
    this.#changed = changed;
  }

  get user() {
    return this.#storage.read("tokens")?.user ?? null;
  }

  get signedIn() {
    return Boolean(this.user?.email);
  }

  /** A token good for now. Throws Refused, or TypeError when the server cannot be reached. */
  async token() {
    const kept = this.#storage.read("tokens");
    if (kept && kept.expires_at - EARLY > Date.now()) return kept.access_token;
    return this.renew(kept?.access_token);
  }

  /** Another token than `refused`. One tab at a time: a refresh token is good for one use. */
  renew(refused) {
    return this.#alone(async () => {
      const kept = this.#storage.read("tokens");
      if (kept && kept.access_token !== refused) return kept.access_token;
      const renewed = kept && (await this.#refresh(kept.refresh_token));
      return this.#keep(renewed ?? (await this.#post("auth/anonymous", {})));
    });
  }

  signIn(email, password) {
    return this.#alone(async () => this.#keep(await this.#post("auth/login", { email, password })));
  }

  async signOut() {
    const kept = this.#storage.read("tokens");
    if (kept) await this.#post("auth/logout", { refresh_token: kept.refresh_token }, kept.access_token);
    this.forget();
  }

  forget() {
    this.#storage.remove("tokens");
    this.#changed();
  }

  /** The JSON body of a GET under /api/v1, null when there is none to be had. */
  async get(path) {
    try {
      const headers = { Authorization: `Bearer ${await this.token()}` };
      const answer = await fetch(new URL(path, this.#api), { headers, credentials: "omit" });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  async #refresh(refresh_token) {
    try {
      return await this.#post("auth/refresh", { refresh_token });
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  async #post(path, body, token) {
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const answer = await fetch(new URL(path, this.#api), {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(15_000),
    });
    const text = await answer.text();
    if (answer.ok) return text ? JSON.parse(text) : null;
    if (busy(answer.status)) throw new TypeError(`status ${answer.status}`);
    throw new Refused(answer.status, `auth:${answer.status}`);
  }

  #keep(answer) {
    const { access_token, refresh_token, expires_in, user } = answer;
    const before = this.user?.id;
    const expires_at = Date.now() + expires_in * 1000;
    this.#storage.write("tokens", { access_token, refresh_token, expires_at, user });
    if (before !== user.id) this.#changed();
    return access_token;
  }

  // Locks exist in secure contexts only; plain http beyond this machine goes without.
  async #alone(task) {
    if (!navigator.locks) return task();
    const name = `dbcv:${this.#scope}`;
    const { held } = await navigator.locks.query();
    const behind = held.some((lock) => lock.name === name);
    return navigator.locks.request(name, async () => {
      if (behind) await new Promise((seen) => setTimeout(seen, SETTLED));
      return task();
    });
  }
}
