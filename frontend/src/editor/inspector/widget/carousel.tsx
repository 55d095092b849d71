import { IconCarouselHorizontal } from "@tabler/icons-react";
import { CARDS } from "./cards";
import { CardsPreview } from "./CardsPreview";
import type { PreviewProps, WidgetFace } from "./kind";

function Preview({ props }: PreviewProps) {
  return <CardsPreview props={props} inRow />;
}

export const CAROUSEL: WidgetFace = { icon: IconCarouselHorizontal, fresh: CARDS.fresh, Preview };
