import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";

/** The name while it is written; it becomes the bot's when the field is left. An empty one is not taken. */
export function useBotName() {
  const { t } = useTranslation("panels");
  const now = useEditor((state) => state.document.name ?? state.bot.name);
  const change = useEditor((state) => state.change);
  const [written, setWritten] = useState<string | null>(null);
  const commit = () => {
    const wanted = written?.trim();
    setWritten(null);
    if (wanted && wanted !== now)
      change([{ op: "set", path: ["name"], value: wanted }], { label: t("changes.name") });
  };
  return { name: written ?? now, setName: setWritten, commit, cancel: () => setWritten(null) };
}
