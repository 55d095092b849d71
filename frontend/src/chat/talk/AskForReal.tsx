import { Switch, type SwitchProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";

import { useTesting } from "../testing/store";

/** Whether servers and integrations without a pinned answer are asked for real. */
export function AskForReal(props: SwitchProps) {
  const { t } = useTranslation("chat");
  const isReal = useTesting((state) => state.isReal);
  const setReal = useTesting((state) => state.setReal);
  const readOnly = useEditor((state) => state.readOnly);
  if (readOnly) return null;
  return (
    <Switch
      size="sm"
      label={t("talk.real")}
      description={t("talk.realText")}
      checked={isReal}
      onChange={(event) => setReal(event.currentTarget.checked)}
      {...props}
    />
  );
}
