import type { LanguageCode } from "../messages";
import { FRAME_TEXTS } from "./messages";
import type { Draw, FrameSays } from "./protocol";

export type Props = Readonly<Record<string, unknown>>;

/** What draws a widget: its settings, and how it speaks. Null: nothing is to be seen. */
export type Drawer = (props: Props, context: Context) => HTMLElement | null;

export interface Context extends Pick<Draw, "open" | "server"> {
  code: LanguageCode;
  texts: (typeof FRAME_TEXTS)[LanguageCode];
  say(said: FrameSays): void;
}

export const contextOf = ({ open, server, language }: Draw, say: Context["say"]): Context => ({
  open,
  server,
  code: language,
  texts: FRAME_TEXTS[language],
  say,
});

/** A setting as text; bots may have put anything there. */
export const asText = (value: unknown): string =>
  value == null || typeof value === "object" ? "" : String(value);

/** A setting as a yes or no. */
export const isTrue = (flag: unknown): boolean => flag === true || flag === "true";

/** A setting as a list of objects, whatever else stands in it left out. */
export const asList = (value: unknown): Props[] =>
  Array.isArray(value) ? value.filter((one): one is Props => Boolean(one) && typeof one === "object") : [];
