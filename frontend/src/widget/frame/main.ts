// One widget of the catalogue, in a frame that has no origin.
import frame from "../styles/frame.css?inline";
import theme from "../styles/theme.css?inline";
import { date, file, form, location as place, rating } from "./asking";
import { cards, carousel } from "./cards";
import { contextOf, type Drawer } from "./context";
import type { Begin, Draw, FrameSays, NoPlace } from "./protocol";

const DRAWERS = new Map<string, Drawer>([
  ["rating", rating],
  ["date", date],
  ["form", form],
  ["cards", cards],
  ["carousel", carousel],
  ["location", place],
  ["file", file],
]);
const NONCE = location.hash.slice(1);

function begin(port: MessagePort): void {
  const say = (said: FrameSays) => port.postMessage(said);
  const box = document.body;
  // A button that comes up under a resting pointer must not look chosen: only one that moves points.
  box.addEventListener("pointermove", ({ pointerType, movementX, movementY }) => {
    if (pointerType === "mouse" && (movementX || movementY)) box.classList.add("pointed");
  });
  new ResizeObserver(() => say({ type: "height", height: box.getBoundingClientRect().height })).observe(box);
  port.onmessage = ({ data }: MessageEvent<Draw | NoPlace>) => {
    if ("place" in data) box.firstElementChild?.dispatchEvent(new Event("noplace"));
    else draw(data, say);
  };
}

function draw(given: Draw, say: (said: FrameSays) => void): void {
  const { widget, language, look } = given;
  const root = document.documentElement;
  root.lang = language;
  root.classList.toggle("dark", look.dark);
  for (const [name, value] of Object.entries(look.properties)) root.style.setProperty(name, value);
  const drawn = DRAWERS.get(widget.type)?.(widget.props ?? {}, contextOf(given, say));
  const aside = document.body.firstElementChild?.scrollLeft ?? 0;
  document.body.replaceChildren(...(drawn ? [drawn] : []));
  drawn?.scrollTo({ left: aside, behavior: "instant" });
  document.body.classList.remove("pointed");
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(theme + frame);
document.adoptedStyleSheets = [sheet];

// Only who put us here knows our word; everything after comes through the port given then.
const heard = ({ source, data, ports }: MessageEvent<Partial<Begin> | null>) => {
  const [port] = ports;
  if (source !== parent || !NONCE || data?.nonce !== NONCE || !port) return;
  removeEventListener("message", heard);
  begin(port);
};
addEventListener("message", heard);
