import { Badge, Group, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type SecretRowProps = { isKept: boolean; kept: string; none: string; children: ReactNode };

/** Whether there is a secret, in words, and what can be done about it. */
export function SecretRow({ isKept, kept, none, children }: SecretRowProps) {
  const { t } = useTranslation("ui");
  return (
    <Group gap="sm">
      <IconKey size={18} aria-hidden />
      <Text size="sm">{isKept ? kept : none}</Text>
      {isKept && (
        <Badge variant="default" size="sm">
          {t("neverShown")}
        </Badge>
      )}
      {children}
    </Group>
  );
}
