import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import type { BotDocument } from "@/model/document";
import { same } from "@/model/json";
import type { Usage } from "@/model/references";
import { useEditor } from "@/store";
import type { Path } from "../editing/path";
import { Advanced } from "./Advanced";
import { WhereUsed } from "./WhereUsed";

interface Props {
  usagesIn: (document: BotDocument) => readonly Usage[];
  /** The place that is looked at, which is not told again. */
  path: Path;
}

/** Under a field that names a part: the other places that name it, folded away. */
export function AlsoUsed({ usagesIn, path }: Props) {
  const { t } = useTranslation("inspector");
  // All of the bot is looked through: what was changed is drawn first.
  const document = useDeferredValue(useEditor((state) => state.document));
  const others = usagesIn(document).filter((one) => !same(one.path, path));
  if (others.length === 0) return null;
  return (
    <Advanced label={t("usages.also", { count: others.length })}>
      <WhereUsed usages={others} none="" />
    </Advanced>
  );
}
