import { IconRobot } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { GroupsField } from "../groups/GroupsField";
import { PanelHead } from "../panel/PanelHead";
import { Section } from "../panel/Section";
import { PresetsSection } from "../presets/PresetsSection";
import { RequestsSection } from "../requests/RequestsSection";
import { Hint } from "../panel/Hint";
import { BotBasics } from "./BotBasics";
import { BotIssues } from "./BotIssues";
import { BotSettings } from "./BotSettings";
import { BotVariables } from "./BotVariables";
import { SecretsField } from "./SecretsField";

/** What belongs to the bot itself: shown while nothing is selected. */
export function BotPanel() {
  const { t } = useTranslation("inspector");
  const name = useEditor((state) => state.document.name);
  const groups = useEditor((state) => state.document.groups);
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <>
      <PanelHead
        kind={t("kinds.bot")}
        icon={<IconRobot size={18} aria-hidden />}
        title={name || t("bot.untitled")}
      />
      <BotIssues />
      <Section name="bot.basics" title={t("bot.basics")}>
        <BotBasics />
      </Section>
      {readOnly ? null : (
        <Section name="presets" title={t("presets.title")}>
          <PresetsSection />
        </Section>
      )}
      <RequestsSection />
      <Section name="bot.variables" title={t("bot.variables")} openAtFirst={false} place={["variables"]}>
        <BotVariables />
        <SecretsField />
      </Section>
      <Section
        name="bot.groups"
        title={t("bot.groups")}
        count={groups?.length}
        openAtFirst={false}
        place={["groups"]}
      >
        <Hint>{t("bot.groupsHint")}</Hint>
        <GroupsField groups={groups} list={["groups"]} step={null} empty={t("bot.noGroups")} />
      </Section>
      <Section name="bot.settings" title={t("bot.settings")} openAtFirst={false}>
        <BotSettings />
      </Section>
    </>
  );
}
