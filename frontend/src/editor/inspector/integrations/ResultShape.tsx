import { Code, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isObject } from "@/model/json";

/** What `integration.result` holds afterwards, by its paths. */
export function ResultShape({ schema }: { schema: Record<string, unknown> }) {
  const { i18n } = useTranslation("inspector");
  const isRussian = i18n.language.startsWith("ru");
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const title = (of: unknown): string => {
    if (!isObject(of)) return "";
    const words = isRussian ? (of["title_ru"] ?? of["title"]) : of["title"];
    return typeof words === "string" ? words : "";
  };
  return (
    <Stack gap={6}>
      {Object.entries(properties).map(([name, of]) => (
        <Text key={name} size="xs">
          <Code>{`integration.result.${name}`}</Code> {title(of)}
        </Text>
      ))}
    </Stack>
  );
}
