// Widgets of the catalogue (flow-language.md 1) are drawn in a frame that has no origin: nothing in it can reach
// the chat, its token or the page. They speak through a port of their own.
import { arrange, h } from "../dom";
import { isTrue } from "../frame/context";
import type { Begin, Draw, FrameSays } from "../frame/protocol";
import { safeAddress } from "../links";
import { newId } from "../outbox";
import { wear } from "../sheets";
import css from "../styles/widgets.css?inline";
import type { Button, Said, Wanted, WidgetPart } from "../wire";

const ASKING = ["rating", "date", "form", "location", "file"];
const SHOWING = ["cards", "carousel"];
const TALLEST = 4_000;
const LONGEST = 65_536;

export interface WidgetContext extends Omit<Draw, "widget"> {
  press(button: Button): void;
  answer(said: Said): void;
  attach(wanted: Wanted): void;
}

/** Draw a widget of a message in `holder`, or take away what stood there; whether there is anything. */
export function showWidget(holder: HTMLElement, widget: WidgetPart, context: WidgetContext): boolean {
  wear(holder, css);
  const known = shown.get(holder);
  if (!isDrawn(widget, context.open)) {
    shown.delete(holder);
    arrange(holder, []);
    return false;
  }
  if (known) known.draw(widget, context);
  else shown.set(holder, new Framed(holder, widget, context));
  return true;
}

const shown = new WeakMap<HTMLElement, Framed>();

// What asks is gone once it is answered; what shows stays to be looked at.
function isDrawn({ type, props }: WidgetPart, open: boolean): boolean {
  if (ASKING.includes(type)) return open;
  const cards = props?.cards;
  return (
    SHOWING.includes(type) && Array.isArray(cards) && cards.some((card) => card && typeof card === "object")
  );
}

class Framed {
  readonly #frame: HTMLIFrameElement;
  readonly #nonce = newId();
  #port: MessagePort | undefined;
  #widget: WidgetPart;
  #context: WidgetContext;

  constructor(holder: HTMLElement, widget: WidgetPart, context: WidgetContext) {
    this.#widget = widget;
    this.#context = context;
    this.#frame = h("iframe", {
      class: widget.type === "carousel" ? "widget wide" : "widget",
      sandbox: "allow-scripts",
      referrerpolicy: "no-referrer",
      title: titleOf(widget),
      src: new URL(`chat-frame#${this.#nonce}`, context.server).href,
      onload: () => this.#begin(),
    });
    arrange(holder, [this.#frame]);
  }

  // A frame that is moved in its page loads anew, and has lost its port.
  #begin(): void {
    const { port1, port2 } = new MessageChannel();
    const begin: Begin = { nonce: this.#nonce };
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
    this.#frame.contentWindow?.postMessage(begin, "*", [port2]);
    this.#tell();
  }

  draw(widget: WidgetPart, context: WidgetContext): void {
    this.#widget = widget;
    this.#context = context;
    this.#tell();
  }

  #tell(): void {
    const { open, server, language, look } = this.#context;
    const told: Draw = { widget: this.#widget, open, server, language, look };
    this.#port?.postMessage(told);
  }

  #hear(said: unknown): void {
    const { press, answer, attach, open, server } = this.#context;
    const heard = checked(said);
    if (heard?.type === "height")
      this.#frame.style.height = `${Math.min(TALLEST, Math.ceil(heard.height))}px`;
    if (heard?.type === "follow") {
      const url = safeAddress(heard.url, server);
      if (url) window.open(url.href, "_blank", "noopener,noreferrer");
    }
    if (!open || !heard) return;
    if (heard.type === "press") press({ text: heard.text, value: heard.value });
    if (heard.type === "answer") answer({ text: heard.text, params: heard.params });
    if (heard.type === "attach") attach(wantedOf(this.#widget));
    if (heard.type === "locate") this.#locate();
  }

  // A frame without an origin is never told where somebody is; the page may be, if the person says so.
  #locate(): void {
    const refused = () => this.#port?.postMessage({ place: null });
    const told = ({ coords: { latitude, longitude } }: GeolocationPosition) =>
      this.#context.answer({
        text: `${latitude},${longitude}`,
        params: { location: { latitude, longitude } },
      });
    if (!("geolocation" in navigator)) return refused();
    navigator.geolocation.getCurrentPosition(told, refused, { timeout: 20_000 });
  }
}

function titleOf({ type, props }: WidgetPart): string {
  const asked = props?.label ?? props?.title;
  return typeof asked === "string" && asked ? asked : type;
}

/** Which files a widget asks for, whatever stands in its settings. */
function wantedOf({ props }: WidgetPart): Wanted {
  const { accept, max_size, multiple } = props ?? {};
  const kinds = (Array.isArray(accept) ? accept : []).filter((kind) => typeof kind === "string");
  const most = Number(max_size);
  return { accept: kinds.join(","), most: most > 0 ? most : undefined, multiple: isTrue(multiple) };
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= LONGEST;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a frame said, if it is something a frame may say. */
function checked(said: unknown): FrameSays | null {
  if (!isRecord(said)) return null;
  const { type, height, text, value, url, params } = said;
  if (type === "height" && typeof height === "number" && height >= 0) return { type, height };
  if (type === "answer" && isText(text) && isRecord(params)) return { type, text, params };
  if (type === "press" && isText(text) && isText(value)) return { type, text, value };
  if (type === "follow" && isText(url)) return { type, url };
  return type === "attach" || type === "locate" ? { type } : null;
}
