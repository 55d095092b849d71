import ReconnectingSocket, { type CloseEvent } from "partysocket/ws";

import { faultOf, type Fault } from "@/api/faults";
import { accessToken, renewed } from "@/api/session";
import { isObject } from "@/model/json";

import type { Change } from "./sync/state";
import type { LiveFrame } from "./types";

export interface ToldPerson {
  readonly socket_id: string;
  readonly person_id: string;
  readonly name: string | null;
  readonly step: string | null;
}

export interface ToldLock {
  readonly step: string;
  readonly person_id: string;
  readonly name: string | null;
  readonly until: string;
}

export type Frame =
  | { type: "hello"; revision: number; people: ToldPerson[]; locks: ToldLock[] }
  | ({ type: "changes" } & Change)
  | { type: "gap"; revision: number }
  | { type: "presence"; people: ToldPerson[] }
  | { type: "lock"; step: string; lock: ToldLock | null }
  | { type: "locks"; locks: ToldLock[] }
  | { type: "error"; error: { code: string; message: string } }
  | LiveFrame;

export interface LiveTerms {
  readonly botId: string;
  /** The newest revision that is known here. */
  after(): number;
  heard(frame: Frame): void;
  /** It opened or closed. */
  opened(isOpen: boolean): void;
  /** It will not open again: no access. */
  denied(fault: Fault): void;
}

const DENIED = 1008;
// Of these a new token makes no difference.
const FINAL = new Set(["auth:role_needed", "auth:scope_needed"]);

/** `/ws/bot`, opened again whenever it closes, each time from the newest revision that is known. */
export class Live {
  readonly #socket: ReconnectingSocket;
  #token = "";
  #refused = "";

  constructor(private readonly terms: LiveTerms) {
    const address = () => {
      const url = new URL("/ws/bot", location.href);
      url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
      url.search = new URLSearchParams({ bot_id: terms.botId, after: String(terms.after()) }).toString();
      return url.href;
    };
    this.#socket = new ReconnectingSocket(address, () => this.#protocols(), {
      minReconnectionDelay: 500 + Math.random() * 1000,
      maxReconnectionDelay: 15_000,
      minUptime: 5000,
      maxEnqueuedMessages: 0,
      shouldReconnectOnClose: (event: CloseEvent) => !isFinal(event),
    });
    this.#socket.addEventListener("open", () => terms.opened(true));
    this.#socket.addEventListener("close", (event) => this.#closed(event));
    this.#socket.addEventListener("message", (event: MessageEvent) => this.#heard(event.data));
  }

  say(frame: { type: "presence"; step: string | null } | { type: "lock" | "unlock"; step: string }): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  reconnect(): void {
    if (this.#socket.readyState !== this.#socket.OPEN) this.#socket.reconnect();
  }

  close(): void {
    this.#socket.close();
  }

  async #protocols(): Promise<string[]> {
    const token = await accessToken();
    this.#token = token === this.#refused ? await renewed(token) : token;
    return ["bearer", this.#token];
  }

  #closed(event: CloseEvent): void {
    this.terms.opened(false);
    if (event.code !== DENIED) return;
    if (isFinal(event)) this.terms.denied(faultOf({ error: { code: event.reason, message: "" } }, 403));
    else this.#refused = this.#token;
  }

  #heard(text: unknown): void {
    const frame: unknown = typeof text === "string" ? JSON.parse(text) : null;
    if (isObject(frame) && typeof frame["type"] === "string") this.terms.heard(frame as unknown as Frame);
  }
}

function isFinal({ code, reason }: CloseEvent): boolean {
  return code === DENIED && (!reason.startsWith("auth:") || FINAL.has(reason));
}
