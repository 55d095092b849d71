import { Button, Group, Text } from "@mantine/core";
import { IconPuzzle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Step, TemplateInstance } from "@/model/document";
import { FaultAlert } from "@/ui";
import { useIssuesAt } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";
import { NumberField } from "../editing/NumberField";
import { ObjectField } from "../editing/ObjectField";
import { useEdit } from "../editing/useEdit";
import { Advanced } from "../panel/Advanced";
import { Hint } from "../panel/Hint";
import { Section } from "../panel/Section";
import { NewerVersion } from "./NewerVersion";
import { OutputsField } from "./OutputsField";
import { useTemplates } from "./useTemplates";

/** The template a step runs as a sub-flow: what goes in, where what comes out is kept (flow-language.md 7). */
export function TemplateSection({ step, instance }: { step: Step; instance: TemplateInstance }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const { find, named, error } = useTemplates();
  const path = ["steps", step.id, "template"];
  const issues = useIssuesAt(path, true);
  const known = find(instance.id, instance.version);
  const template = known ?? named(instance.id);
  return (
    <Section
      name="step.template"
      title={t("template.title")}
      icon={<IconPuzzle size={16} aria-hidden />}
      place={path}
    >
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {template?.name ?? instance.id}
        </Text>
        <Text size="xs" c="var(--text-2)">
          {t("template.version", { version: instance.version })}
        </Text>
      </Group>
      {template?.description ? <Hint>{template.description}</Hint> : null}
      {error ? <FaultAlert fault={error} /> : null}
      <NewerVersion step={step} instance={instance} />
      <ObjectField
        path={[...path, "inputs"]}
        schema={template?.inputs ?? {}}
        value={instance.inputs}
        label={t("template.inputs")}
      />
      <OutputsField path={[...path, "outputs"]} schema={template?.outputs ?? {}} value={instance.outputs} />
      <IssueLines issues={issues} />
      <Advanced places={[[...path, "version"]]}>
        <NumberField
          path={[...path, "version"]}
          value={instance.version}
          whole
          min={1}
          max={2 ** 31 - 1}
          label={t("template.pinned")}
        />
        {edit.readOnly ? null : (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => edit.run([{ op: "remove", path }], t("template.remove"))}
            >
              {t("template.remove")}
            </Button>
          </Group>
        )}
      </Advanced>
    </Section>
  );
}
