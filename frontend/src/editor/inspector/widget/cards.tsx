import { IconCards } from "@tabler/icons-react";
import { CardsPreview } from "./CardsPreview";
import type { PreviewProps, WidgetFace } from "./kind";

function Preview({ props }: PreviewProps) {
  return <CardsPreview props={props} inRow={false} />;
}

export const CARDS: WidgetFace = {
  icon: IconCards,
  fresh: (t) => ({
    cards: [{ title: t("widget.fresh.card"), buttons: [{ text: t("widget.fresh.button") }] }],
  }),
  Preview,
};
