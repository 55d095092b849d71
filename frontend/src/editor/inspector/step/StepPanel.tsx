import { Stack } from "@mantine/core";
import { IconArrowsJoin2, IconArrowsSplit2 } from "@tabler/icons-react";
import { memo, useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import type { Step } from "@/model/document";
import { usagesOfStep } from "@/model/references";
import { useEditor } from "@/store";
import { useUnclaimed } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";
import { GroupsField } from "../groups/GroupsField";
import { MessageSection } from "../message/MessageSection";
import { Hint } from "../panel/Hint";
import { Section } from "../panel/Section";
import { WhereUsed } from "../panel/WhereUsed";
import { StepPreset } from "../presets/StepPreset";
import { TemplateSection } from "../template/TemplateSection";
import { StepBasics } from "./StepBasics";
import { StepHead } from "./StepHead";
import { StepLock } from "./StepLock";

/** All there is to a step. */
export const StepPanel = memo(function StepPanel({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const place = ["steps", step.id, "groups"];
  return (
    <>
      <StepHead step={step} />
      <StepLock stepId={step.id} />
      <StepIssues stepId={step.id} />
      <Section name="step.basics" title={t("step.basics")}>
        <StepBasics step={step} />
      </Section>
      {step.preset ? <StepPreset key={step.preset.id} step={step} kept={step.preset} /> : null}
      <MessageSection step={step} />
      {step.template ? <TemplateSection step={step} instance={step.template} /> : null}
      <Section
        name="step.groups"
        title={t("groups.next")}
        icon={<IconArrowsSplit2 size={16} aria-hidden />}
        count={step.groups?.length}
        place={place}
      >
        <Hint>{t(whatNext(step))}</Hint>
        <GroupsField groups={step.groups} list={place} step={step} empty={t("groups.none")} />
      </Section>
      <LeadingHere stepId={step.id} />
    </>
  );
});

function whatNext(step: Step) {
  if (!step.groups?.length) return "step.ends";
  if (step.template) return "step.afterTemplate";
  return step.proxy ? "step.passesOn" : "step.waits";
}

/** Ways that lead to the step, from anywhere. */
function LeadingHere({ stepId }: { stepId: string }) {
  const { t } = useTranslation("inspector");
  // All of the bot is looked through: what was changed is drawn first.
  const document = useDeferredValue(useEditor((state) => state.document));
  const usages = usagesOfStep(document, stepId);
  return (
    <Section
      name="step.leading"
      title={t("usages.leading")}
      icon={<IconArrowsJoin2 size={16} aria-hidden />}
      count={usages.length}
      openAtFirst={false}
    >
      <WhereUsed usages={usages} none={t("usages.noneLeads")} />
    </Section>
  );
}

/** Issues of the step that no field below shows. */
function StepIssues({ stepId }: { stepId: string }) {
  const issues = useEditor((state) => state.issuesOf(stepId));
  const left = useUnclaimed(issues);
  if (left.length === 0) return null;
  return (
    <Stack px="md" pt="sm">
      <IssueLines issues={left} />
    </Stack>
  );
}
