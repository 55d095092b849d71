import { useTranslation } from "react-i18next";
import { same } from "@/model/json";
import type { Usage } from "@/model/references";
import type { Path } from "../editing/path";
import { Advanced } from "./Advanced";
import { WhereUsed } from "./WhereUsed";

interface Props {
  usages: readonly Usage[];
  /** The place that is looked at, which is not told again. */
  path: Path;
}

/** Under a field that names a part: the other places that name it, folded away. */
export function AlsoUsed({ usages, path }: Props) {
  const { t } = useTranslation("inspector");
  const others = usages.filter((one) => !same(one.path, path));
  if (others.length === 0) return null;
  return (
    <Advanced label={t("usages.also", { count: others.length })}>
      <WhereUsed usages={others} none="" />
    </Advanced>
  );
}
