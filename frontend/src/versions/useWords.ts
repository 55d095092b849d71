import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";

import type { Words } from "./naming";

/** The words a difference is told with, names of steps as the draft has them. */
export function useWords(): Words {
  const { t } = useTranslation("versions");
  const { t: rules } = useTranslation("rules");
  const index = useEditor((state) => state.index);
  return useMemo(() => ({ t, rules, index }), [t, rules, index]);
}
