import { useTranslation } from "react-i18next";

import { Section } from "@/ui";

import { ProgramSetting } from "./ProgramSetting";

/** Assistants that build bots in the person's name (docs/mcp.md). */
export function AssistantsSection() {
  const { t } = useTranslation("profile");
  return (
    <Section title={t("assistants.title")} lead={t("assistants.lead")}>
      <ProgramSetting />
    </Section>
  );
}
