import type { WidgetType } from "@/model/document";
import { CARDS } from "./cards";
import { CAROUSEL } from "./carousel";
import { DATE } from "./date";
import { FILE } from "./file";
import { FORM } from "./form";
import type { WidgetFace } from "./kind";
import { LOCATION } from "./location";
import { RATING } from "./rating";

/** Every widget of the catalogue (flow-language.md 1). */
export const WIDGETS: Readonly<Record<WidgetType, WidgetFace>> = {
  form: FORM,
  cards: CARDS,
  carousel: CAROUSEL,
  date: DATE,
  rating: RATING,
  file: FILE,
  location: LOCATION,
};
