import { Button, Group, Stack, Text } from "@mantine/core";
import {
  IconCopy,
  IconCopyPlus,
  IconLayoutAlignLeft,
  IconLayoutAlignTop,
  IconStack2,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { copySteps, duplicateSteps, removeSteps } from "@/model/commands";
import { stepTitle, type Step } from "@/model/document";
import { useEditor, useEditorStore } from "@/store";
import { notify } from "@/ui";
import { TargetPicker } from "../connections/TargetPicker";
import { setting, useEdit } from "../editing/useEdit";
import { Hint } from "../panel/Hint";
import { PanelHead } from "../panel/PanelHead";
import { Section } from "../panel/Section";
import { align, type Alignment } from "./aligning";

const SHOWN = 12;
const HEIGHT = 160;

/** What can be done to all steps that are selected. */
export function ManySteps({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const store = useEditorStore();
  const index = useEditor((state) => state.index);
  const select = useEditor((state) => state.select);
  const steps = ids.flatMap((id) => index.step(id) ?? []);
  const put = (alignment: Alignment) =>
    edit.run(
      align(steps, alignment, () => HEIGHT),
      t("many.align"),
    );
  const passOn = (proxy: boolean) => {
    const changed = steps.filter((step) => (step.proxy ?? false) !== proxy);
    edit.run(
      changed.map((step) => setting(["steps", step.id, "proxy"], proxy ? true : null)),
      t("step.proxy"),
    );
  };
  const duplicate = () => {
    const made = duplicateSteps(store.getState().document, ids);
    edit.run(made.operations, t("many.duplicate"));
    select({ steps: Object.values(made.ids), connection: null, group: null, notes: [] });
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(copySteps(store.getState().document, ids, store.getState().botId));
      notify(t("many.copied"));
    } catch {
      notify(t("many.notCopied"));
    }
  };
  return (
    <>
      <PanelHead
        kind={t("kinds.many")}
        icon={<IconStack2 size={18} aria-hidden />}
        title={t("many.title", { count: steps.length })}
      />
      {edit.readOnly ? null : (
        <Section name="many.do" title={t("many.do")}>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconLayoutAlignLeft size={14} aria-hidden />}
              onClick={() => put("column")}
            >
              {t("many.column")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconLayoutAlignTop size={14} aria-hidden />}
              onClick={() => put("row")}
            >
              {t("many.row")}
            </Button>
          </Group>
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => passOn(true)}>
              {t("many.passOn")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => passOn(false)}>
              {t("many.wait")}
            </Button>
          </Group>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCopyPlus size={14} aria-hidden />}
              onClick={duplicate}
            >
              {t("many.duplicate")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={() => void copy()}
            >
              {t("many.copy")}
            </Button>
          </Group>
          <LeadAll steps={steps} />
          <Group>
            <Button
              size="compact-sm"
              variant="light"
              color="red"
              leftSection={<IconTrash size={14} aria-hidden />}
              onClick={() => edit.run(removeSteps(store.getState().document, ids), t("many.remove"))}
            >
              {t("many.remove")}
            </Button>
          </Group>
        </Section>
      )}
      <Section name="many.list" title={t("many.list")}>
        <Stack gap={4} align="flex-start">
          {steps.slice(0, SHOWN).map((step) => (
            <Button
              key={step.id}
              size="compact-sm"
              variant="subtle"
              maw="100%"
              onClick={() => select({ steps: [step.id], connection: null, group: null, notes: [] })}
            >
              {stepTitle(step)}
            </Button>
          ))}
          {steps.length > SHOWN ? (
            <Text size="xs">{t("target.more", { count: steps.length - SHOWN })}</Text>
          ) : null}
        </Stack>
      </Section>
    </>
  );
}

/** Every way of these steps that leads nowhere yet gets the same target. */
function LeadAll({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const open = steps.flatMap((step) =>
    (step.groups ?? []).flatMap((group) =>
      (group.connections ?? [])
        .filter((one) => one.to === "")
        .map((one) => ["steps", step.id, "groups", group.id, "connections", one.id, "to"]),
    ),
  );
  if (open.length === 0) return null;
  return (
    <Stack gap={4}>
      <TargetPicker
        label={t("many.lead", { count: open.length })}
        value=""
        from={steps.at(-1)?.id ?? null}
        onPick={(to, extra) =>
          to && edit.run([...extra, ...open.map((path) => setting(path, to))], t("ways.to"))
        }
      />
      <Hint>{t("many.leadHint")}</Hint>
    </Stack>
  );
}
