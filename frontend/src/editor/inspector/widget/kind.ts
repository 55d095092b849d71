import type { Icon } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { JsonObject } from "@/model/json";

export interface PreviewProps {
  props: JsonObject;
}

/** How a widget of the catalogue is begun and looks. */
export interface WidgetFace {
  icon: Icon;
  fresh: (t: (key: string) => string) => JsonObject;
  Preview: ComponentType<PreviewProps>;
}
