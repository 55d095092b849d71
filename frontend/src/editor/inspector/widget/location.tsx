import { Button, Stack, Text } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { text } from "./reading";
import type { PreviewProps, WidgetFace } from "./kind";

function Preview({ props }: PreviewProps) {
  const { t } = useTranslation("inspector");
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">{text(props["label"])}</Text>
      <Button size="sm" variant="default" tabIndex={-1} leftSection={<IconMapPin size={16} aria-hidden />}>
        {t("widget.sendPlace")}
      </Button>
    </Stack>
  );
}

export const LOCATION: WidgetFace = { icon: IconMapPin, fresh: () => ({}), Preview };
