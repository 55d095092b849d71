// One WebSocket that comes back. States: connecting, open, waiting (for the next try), denied.
import { Refused } from "./identity.js";

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const OPENING = 10_000;
const STALE = 60_000; // a page that slept this long may hold a dead socket that looks open
const STEADY = 5_000; // open this long, the next loss is a new story
const DENIED = 1008;

export class Connection {
  state = "connecting";
  #address;
  #identity;
  #on;
  #socket = null;
  #attempt = 0;
  #failures = 0;
  #renewed = false;
  #heard = 0;
  #timer = 0;
  #page = null;

  /** `address()` gives the socket's URL; `on`: {state(state), open(), frame(frame)}. */
  constructor({ address, identity, on }) {
    this.#address = address;
    this.#identity = identity;
    this.#on = on;
  }

  start() {
    this.#page = new AbortController();
    const { signal } = this.#page;
    addEventListener("online", () => this.retry(), { signal });
    addEventListener("offline", () => this.#wait(), { signal });
    document.addEventListener("visibilitychange", () => this.#look(), { signal });
    this.retry();
  }

  stop() {
    this.#page?.abort();
    this.#leave();
  }

  /** Whether the frame was handed to an open socket. */
  send(frame) {
    if (this.state !== "open" || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Leave what there is and connect now. */
  retry() {
    this.#settled();
    this.#connect();
  }

  async #connect() {
    this.#leave();
    const attempt = this.#attempt;
    this.#become("connecting");
    this.#timer = setTimeout(() => this.#wait(), OPENING);
    try {
      const token = await this.#identity.token();
      if (attempt === this.#attempt) this.#open(token);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      if (error instanceof Refused) this.#deny();
      else this.#wait();
    }
  }

  #open(token) {
    const socket = new WebSocket(this.#address(), ["bearer", token]);
    this.#socket = socket;
    socket.onopen = () => {
      clearTimeout(this.#timer);
      this.#heard = Date.now();
      this.#become("open");
      this.#on.open();
    };
    socket.onmessage = ({ data }) => {
      this.#heard = Date.now();
      const frame = parse(data);
      if (!frame?.type) return;
      if (frame.type !== "error") this.#settled();
      this.#on.frame(frame);
    };
    socket.onclose = ({ code }) => {
      if (this.state === "open" && Date.now() - this.#heard > STEADY) this.#settled();
      if (code === DENIED) this.#refused(token);
      else this.#wait();
    };
  }

  // The token may only have been revoked: a new one gets one chance before we believe it.
  async #refused(token) {
    if (this.#renewed) return this.#deny();
    this.#renewed = true;
    this.#leave();
    const attempt = this.#attempt;
    try {
      await this.#identity.renew(token);
      if (attempt === this.#attempt) this.#connect();
    } catch (error) {
      if (attempt !== this.#attempt) return;
      if (error instanceof Refused) this.#deny();
      else this.#wait();
    }
  }

  #deny() {
    this.#leave();
    this.#become("denied");
  }

  #wait() {
    if (this.state === "denied") return;
    this.#leave();
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#failures++);
    this.#timer = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
    this.#become("waiting");
  }

  #settled() {
    this.#failures = 0;
    this.#renewed = false;
  }

  #look() {
    if (document.hidden || this.state === "denied") return;
    const dead = this.#socket?.readyState !== WebSocket.OPEN;
    const asleep = Date.now() - this.#heard > STALE;
    if (this.state === "waiting" || (this.state === "open" && (dead || asleep))) this.retry();
  }

  #leave() {
    clearTimeout(this.#timer);
    this.#attempt++;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.#on.state(state);
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
