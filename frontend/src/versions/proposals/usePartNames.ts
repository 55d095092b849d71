import { useTranslation } from "react-i18next";

import { named } from "./parts";
import type { ProposedPart } from "./types";

/** Names of parts as a sentence has them. */
export function usePartNames(): (parts: readonly ProposedPart[]) => string {
  const { t, i18n } = useTranslation("versions");
  const list = new Intl.ListFormat(i18n.language);
  return (parts) =>
    list.format(
      parts.map(named).map(({ kind, name, id }) => {
        const what = t(`kinds.${kind}`, { defaultValue: kind });
        return name || id ? t("named", { what, name: name || id }) : what;
      }),
    );
}
