import { useTranslation } from "react-i18next";

import type { Asked } from "./types";

/** What is asked, done and told: of parts by their number, of a proposal as a whole where it is not about parts. */
export function useDecidingWords({ verb }: Asked, count: number) {
  const { t } = useTranslation("proposals");
  if (verb === "withdraw" || (verb === "reject" && count === 0))
    return {
      title: t(`whole.${verb}.title`),
      action: t(`whole.${verb}.action`),
      done: t(`whole.${verb}.done`),
    };
  return {
    title: t(`${verb}Title`, { count }),
    action: t(`${verb}Action`, { count }),
    done: t(`${verb}Done`, { count }),
  };
}
