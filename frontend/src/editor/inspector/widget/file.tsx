import { Button, Stack, Text } from "@mantine/core";
import { IconPaperclip, IconUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { text } from "./reading";
import type { PreviewProps, WidgetFace } from "./kind";

function Preview({ props }: PreviewProps) {
  const { t } = useTranslation("inspector");
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">{text(props["label"])}</Text>
      <Button size="sm" variant="default" tabIndex={-1} leftSection={<IconUpload size={16} aria-hidden />}>
        {t(props["multiple"] === true ? "widget.chooseFiles" : "widget.chooseFile")}
      </Button>
    </Stack>
  );
}

export const FILE: WidgetFace = { icon: IconPaperclip, fresh: () => ({}), Preview };
