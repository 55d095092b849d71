// Who is talking: an anonymous person made on the first visit, somebody signed in, or whom the page vouches for.
import { IDENTITY_NEEDED } from "./faults";
import { ask, Refused } from "./remote";
import type { Storage } from "./storage";

const EARLY = 30_000; // renew this long before a token ends
const SETTLED = 250; // until what another tab has stored can surely be read in this one

interface Answer {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  user: { id: string; email?: string | null };
}

/** `vouched`: what the page's server said of them, where it did. */
export interface Tokens extends Omit<Answer, "expires_in"> {
  expires_at: number;
  vouched?: string;
}

/**
 * `server` ends in "/"; `changed(keeps)` is called when somebody else talks from now on, `keeps`: nobody in particular
 * has become somebody; `ended(code)`: who was vouched for has to be vouched for anew.
 */
interface Needs {
  server: string;
  scope: string;
  storage: Storage;
  changed(keeps: boolean): void;
  ended(code: string): void;
}

export class Identity {
  /** Whether the channel is for people only whom a page vouches for. */
  isRequired = false;
  readonly #needs: Needs;
  #known: Tokens | null;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#known = this.kept;
  }

  get kept(): Tokens | null {
    return this.#needs.storage.read<Tokens>("tokens");
  }

  /** A token good for now. Throws Refused, or TypeError when the server cannot be reached. */
  async token(): Promise<string> {
    const kept = this.look();
    if (kept && kept.expires_at - EARLY > Date.now()) return kept.access_token;
    return this.renew(kept?.access_token);
  }

  /** Another token than `refused`. */
  renew(refused?: string): Promise<string> {
    return this.alone(async () => {
      const kept = this.look();
      if (kept && kept.access_token !== refused) return kept.access_token;
      if (kept) {
        try {
          return await this.exchange("auth/refresh", { refresh_token: kept.refresh_token }, kept.vouched);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const now = this.look(); // without locks another tab may have been quicker
          if (now && now.refresh_token !== kept.refresh_token) return now.access_token;
          if (kept.vouched) this.#end(kept, error);
        }
      }
      if (this.isRequired) throw new Refused(401, IDENTITY_NEEDED);
      return this.exchange("auth/anonymous", {});
    });
  }

  /** Talk with the tokens that are given for this. */
  async exchange(path: string, body: unknown, vouched?: string): Promise<string> {
    const answer = await this.ask<Answer>(path, { body });
    if (!answer) throw new TypeError();
    const { expires_in, ...tokens } = answer;
    this.#needs.storage.write("tokens", { ...tokens, vouched, expires_at: Date.now() + expires_in * 1000 });
    this.look();
    return answer.access_token;
  }

  forget(): void {
    this.#needs.storage.remove("tokens");
    this.look();
  }

  /** Who talks by now: another tab, or a page without a chat in it, may have said so. */
  look(): Tokens | null {
    const before = this.#known;
    const now = (this.#known = this.kept);
    if (before?.user.id !== now?.user.id) {
      this.#needs.changed(!before || Boolean(now && !before.vouched && !before.user.email));
    }
    return now;
  }

  /** Nobody else talks in the place of whom the page has vouched for: the page has to do it again. */
  #end(kept: Tokens, { code }: Refused): never {
    this.#needs.storage.write("tokens", { ...kept, expires_at: 0 });
    this.#needs.ended(code);
    throw new Refused(401, IDENTITY_NEEDED);
  }

  ask<Body>(path: string, given?: Parameters<typeof ask>[1]): Promise<Body | null> {
    return ask<Body>(new URL("api/v1/" + path, this.#needs.server), given);
  }

  /** The JSON body of a GET, null when there is none to be had. */
  async get<Body>(path: string): Promise<Body | null> {
    try {
      return await this.ask<Body>(path, { token: await this.token() });
    } catch {
      return null;
    }
  }

  /**
   * One tab at a time: a refresh token is good for one use. Locks exist in secure contexts only, and not in frames
   * that are kept from storage; there is nothing to share with other tabs then.
   */
  async alone<Result>(task: () => Promise<Result>): Promise<Result> {
    const { locks } = navigator;
    if (!locks) return task();
    const name = `dbcv:${this.#needs.scope}`;
    const known = await locks.query().catch(() => null);
    if (!known) return task();
    const behind = known.held?.some((lock) => lock.name === name);
    return locks.request(name, async () => {
      if (behind) await new Promise((seen) => setTimeout(seen, SETTLED));
      return task();
    });
  }
}
