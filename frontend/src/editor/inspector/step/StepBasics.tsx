import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Step } from "@/model/document";
import { SwitchField } from "../editing/SwitchField";
import { TextField } from "../editing/TextField";
import { Advanced } from "../panel/Advanced";
import { Hint } from "../panel/Hint";
import { RunTemplate } from "../template/RunTemplate";

export function StepBasics({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const place = ["steps", step.id];
  return (
    <>
      <TextField
        path={[...place, "name"]}
        value={step.name}
        label={t("step.name")}
        placeholder={step.id}
        maxLength={200}
      />
      <SwitchField
        path={[...place, "proxy"]}
        value={step.proxy}
        fallback={false}
        label={t("step.proxy")}
        description={t("step.proxyHint")}
      />
      {step.proxy && asks(step) ? <Hint>{t("step.proxyAsks")}</Hint> : null}
      <Advanced
        label={t("step.more")}
        openAtFirst={Boolean(step.note)}
        places={[[...place, "note"], ...(step.template ? [] : [[...place, "template"]])]}
      >
        <TextField
          path={[...place, "note"]}
          value={step.note}
          label={t("step.note")}
          description={t("step.noteHint")}
          multiline
        />
        {step.template ? null : <RunTemplate step={step} />}
        <Text size="xs" c="var(--text-2)">
          {t("step.id", { id: step.id })}
        </Text>
      </Advanced>
    </>
  );
}

/** Whether its message shows something to answer by. */
function asks({ message }: Step): boolean {
  return message?.widget !== undefined || (message?.buttons?.length ?? 0) > 0;
}
