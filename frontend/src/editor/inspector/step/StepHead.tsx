import { Badge, Group } from "@mantine/core";
import { IconCurrentLocation, IconFlag } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FACES, kindOf } from "@/editor/nodes/kinds";
import { stepTitle, type Step } from "@/model/document";
import { useEditor } from "@/store";
import { IconButton } from "@/ui";
import { setting, useEdit } from "../editing/useEdit";
import { PanelHead } from "../panel/PanelHead";

export function StepHead({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const reveal = useEditor((state) => state.reveal);
  const isFirst = useEditor((state) => state.document.first_step === step.id);
  const { icon: Icon } = FACES[kindOf(step)];
  return (
    <PanelHead
      kind={t("kinds.step")}
      icon={<Icon size={18} aria-hidden />}
      title={stepTitle(step)}
      actions={
        <Group gap={4} wrap="nowrap">
          {isFirst ? (
            <Badge variant="light" autoContrast color="green">
              {t("step.first")}
            </Badge>
          ) : edit.readOnly ? null : (
            <IconButton
              label={t("step.makeFirst")}
              onClick={() => edit.run([setting(["first_step"], step.id)], t("step.makeFirst"))}
            >
              <IconFlag size={18} aria-hidden />
            </IconButton>
          )}
          <IconButton label={t("step.reveal")} onClick={() => reveal({ step: step.id })}>
            <IconCurrentLocation size={18} aria-hidden />
          </IconButton>
        </Group>
      }
    />
  );
}
