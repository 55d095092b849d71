// One WebSocket that comes back.
import type { Identity } from "./identity";
import { Refused } from "./remote";
import type { ClientFrame, ConnectionState, ServerFrame, Transport, TransportEvents } from "./wire";

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const OPENING = 10_000;
const STALE = 60_000; // a page that slept this long may hold a dead socket that looks open
const STEADY = 5_000; // open this long, the next loss is a new story
const DENIED = 1008;
const TOO_BIG = 1009;

/** `address()` gives the socket's URL; `refused(code)`: why no token is to be had. */
interface Needs {
  address(): string;
  identity: Identity;
  refused(code: string): void;
  on: TransportEvents;
}

export class Connection implements Transport {
  state: ConnectionState = "connecting";
  readonly #needs: Needs;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #failures = 0;
  #renewed = false;
  #heard = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #page: AbortController | null = null;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  start(): void {
    this.#page = new AbortController();
    const { signal } = this.#page;
    addEventListener("online", () => this.retry(), { signal });
    addEventListener("offline", () => this.#wait(), { signal });
    document.addEventListener("visibilitychange", () => this.#look(), { signal });
    this.retry();
  }

  stop(): void {
    this.#page?.abort();
    this.#leave();
  }

  send(frame: ClientFrame): boolean {
    const socket = this.#socket;
    if (this.state !== "open" || socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  retry(): void {
    this.#settled();
    void this.#connect();
  }

  async #connect(): Promise<void> {
    this.#leave();
    this.#become("connecting");
    this.#timer = setTimeout(() => this.#wait(), OPENING);
    await this.#tried(
      () => this.#needs.identity.token(),
      (token) => this.#open(token),
    );
  }

  /** What `ask` gives goes on to `then`, unless there was another attempt meanwhile. */
  async #tried<Result>(ask: () => Promise<Result>, then: (result: Result) => void): Promise<void> {
    const attempt = this.#attempt;
    try {
      const result = await ask();
      if (attempt === this.#attempt) then(result);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      if (!(error instanceof Refused)) return this.#wait();
      this.#needs.refused(error.code);
      this.#deny();
    }
  }

  #open(token: string): void {
    const socket = new WebSocket(this.#needs.address(), ["bearer", token]);
    this.#socket = socket;
    socket.onopen = () => {
      clearTimeout(this.#timer);
      this.#heard = Date.now();
      this.#become("open");
      this.#needs.on.opened();
    };
    socket.onmessage = ({ data }) => {
      this.#heard = Date.now();
      const frame = parse(data);
      if (!frame?.type) return;
      if (frame.type !== "error") this.#settled();
      this.#needs.on.frame(frame);
    };
    socket.onclose = ({ code }) => {
      if (this.state === "open" && Date.now() - this.#heard > STEADY) this.#settled();
      if (code === TOO_BIG) this.#needs.on.tooBig();
      if (code === DENIED) void this.#refused(token);
      else this.#wait();
    };
  }

  // The token may only have been revoked: a new one gets one chance before we believe it.
  async #refused(token: string): Promise<void> {
    if (this.#renewed) return this.#deny();
    this.#renewed = true;
    this.#leave();
    await this.#tried(
      () => this.#needs.identity.renew(token),
      () => void this.#connect(),
    );
  }

  #deny(): void {
    this.#leave();
    this.#become("denied");
  }

  #wait(): void {
    if (this.state === "denied") return;
    this.#leave();
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#failures++);
    this.#timer = setTimeout(() => void this.#connect(), longest * (0.5 + Math.random() / 2));
    this.#become("waiting");
  }

  #settled(): void {
    this.#failures = 0;
    this.#renewed = false;
  }

  #look(): void {
    if (document.hidden || this.state === "denied") return;
    const dead = this.#socket?.readyState !== WebSocket.OPEN;
    const asleep = Date.now() - this.#heard > STALE;
    if (this.state === "waiting" || (this.state === "open" && (dead || asleep))) this.retry();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#attempt++;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(state: ConnectionState): void {
    if (this.state === state) return;
    this.state = state;
    this.#needs.on.state(state);
  }
}

function parse(text: unknown): ServerFrame | null {
  try {
    return JSON.parse(String(text)) as ServerFrame | null;
  } catch {
    return null;
  }
}
