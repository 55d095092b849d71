// What goes through the port between a chat and a widget's frame. The frame is a stranger: it is told nothing but
// its own widget, and all it says is checked.
import type { Look } from "../bubbles";
import type { LanguageCode } from "../messages";
import type { WidgetPart } from "../wire";

/** What a frame is told with its port: `nonce` is the word after # in its own address. */
export interface Begin {
  nonce: string;
}

/** What is to be drawn; sent again whenever it changes. */
export interface Draw {
  widget: WidgetPart;
  open: boolean;
  server: string;
  language: LanguageCode;
  look: Look;
}

export type FrameSays =
  | { type: "height"; height: number }
  | { type: "answer"; text: string; params: Record<string, unknown> }
  | { type: "press"; text: string; value: string }
  | { type: "follow"; url: string }
  | { type: "attach" }
  | { type: "locate" };

/** What a frame is told of a place it asked for. */
export interface NoPlace {
  place: null;
}
