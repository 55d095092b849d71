import { Stack } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Step } from "@/model/document";
import { PlaceholderField } from "../editing/PlaceholderField";
import { Section } from "../panel/Section";
import { WidgetField } from "../widget/WidgetField";
import { AttachmentsField } from "./AttachmentsField";
import { ButtonsField } from "./ButtonsField";
import { ParamsField } from "./ParamsField";

/** What is said on entering the step (flow-language.md 1, 4.2). */
export function MessageSection({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const place = ["steps", step.id, "message"];
  const message = step.message;
  return (
    <Section
      name="message"
      title={t("message.title")}
      icon={<IconMessage size={16} aria-hidden />}
      place={place}
    >
      <PlaceholderField
        path={[...place, "text"]}
        value={message?.text}
        label={t("message.text")}
        placeholder={t("message.textPlaceholder")}
        multiline
      />
      <ButtonsField step={step} />
      <AttachmentsField step={step} />
      <WidgetField step={step} />
      <Stack gap={4}>
        <ParamsField step={step} />
      </Stack>
    </Section>
  );
}
