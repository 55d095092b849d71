// What goes over the socket and its neighbours (docs/http.md).
export interface Button {
  text?: string;
  value?: string;
}

export interface Attachment {
  url: string;
  type?: string;
  name?: string;
}

/** Files a bot asks for: `accept` as of an input, `most` bytes each. */
export interface Wanted {
  accept?: string;
  most?: number;
  multiple?: boolean;
}

/** A widget of the catalogue, or one nobody knows. */
export interface WidgetPart {
  type: string;
  props?: Readonly<Record<string, unknown>> | null;
}

export interface WireMessage {
  id: string;
  seq: number;
  sender?: { kind: string; id: string; name?: string | null };
  text?: string;
  buttons?: Button[];
  attachments?: Attachment[];
  widget?: WidgetPart | null;
  created_at?: string;
  /** Said without a turn of this conversation: what was asked before is still open. */
  aside?: boolean;
}

export interface WireError {
  code?: string;
  details?: { client_id?: string; retry_after?: number; fields?: { code?: string }[] } | null;
}

export type ServerFrame =
  | { type: "message"; message: WireMessage }
  | { type: "accepted"; client_id: string; id: string; seq: number }
  | { type: "typing" }
  | { type: "delta"; message_id: string; text: string }
  | { type: "error"; error: WireError; client_id?: string };

export type Params = Readonly<Record<string, unknown>>;

/** What a person says: `button` is the value of a pressed one, `text` then its label. */
export interface Said {
  text: string;
  button?: string;
  params?: Params;
  attachments?: Attachment[];
}

export type ClientFrame =
  ({ type: "message"; client_id: string } & Said) | { type: "start"; params?: Params; restart?: true };

export type ConnectionState = "connecting" | "open" | "waiting" | "denied";

/** What a transport tells. `tooBig`: what went out last was more than the server reads. */
export interface TransportEvents {
  state(state: ConnectionState): void;
  opened(): void;
  frame(frame: ServerFrame): void;
  tooBig(): void;
}

/** A way to the bot: a WebSocket, or whatever the editor's test chat talks to. */
export interface Transport {
  readonly state: ConnectionState;
  start(): void;
  stop(): void;
  /** Leave what there is and connect now. */
  retry(): void;
  /** Whether the frame went out. */
  send(frame: ClientFrame): boolean;
}
