import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Step } from "@/model/document";
import { PlaceholderField } from "../editing/PlaceholderField";
import { TextField } from "../editing/TextField";
import { useEdit } from "../editing/useEdit";
import { changeButton } from "../message/button-operations";
import { Hint } from "../panel/Hint";
import { StepHead } from "./StepHead";
import { StepLock } from "./StepLock";

/** On a phone texts are changed, nothing else. */
export function PhoneStep({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const place = ["steps", step.id];
  const buttons = step.message?.buttons ?? [];
  return (
    <>
      <StepHead step={step} />
      <StepLock stepId={step.id} />
      <Stack p="md" gap="sm">
        <TextField
          path={[...place, "name"]}
          value={step.name}
          label={t("step.name")}
          placeholder={step.id}
          maxLength={200}
        />
        <PlaceholderField
          path={[...place, "message", "text"]}
          value={step.message?.text}
          label={t("message.text")}
          multiline
        />
        {buttons.map((button, at) => {
          const path = [...place, "message", "buttons", String(at)];
          return (
            <PlaceholderField
              key={at}
              path={[...path, "text"]}
              value={button.text}
              label={t("buttons.numbered", { number: at + 1 })}
              onChange={(text) =>
                edit.type(path, changeButton(step, at, { ...button, text }), t("buttons.text"))
              }
            />
          );
        })}
        <Hint>{t("phone.hint")}</Hint>
      </Stack>
    </>
  );
}
