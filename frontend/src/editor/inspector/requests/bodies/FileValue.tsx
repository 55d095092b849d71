import { Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Json, JsonObject } from "@/model/json";
import { useEditor } from "@/store";
import { TextValue } from "@/values";
import { without } from "../../editing/lists";
import { useEdit } from "../../editing/useEdit";
import { useUploads } from "../../message/useUploads";

const KEYS = ["file", "url", "name", "content_type"] as const;

/** A file as `{file | url, name, content_type}`: an id, a link, or an attachment in a variable. */
export function FileValue({ value, onChange }: { value: JsonObject; onChange: (value: Json) => void }) {
  const { t } = useTranslation("inspector");
  const { readOnly } = useEdit();
  const botId = useEditor((state) => state.botId);
  const { uploads, send } = useUploads(botId, (sent) => {
    onChange({ ...without(value, "url"), file: sent.id, name: sent.name, content_type: sent.content_type });
  });
  const put = (key: string, text: string) => {
    onChange(text === "" && key !== "file" ? without(value, key) : { ...value, [key]: text });
  };
  return (
    <Stack gap={6}>
      {KEYS.filter((key) => key !== "url" || "url" in value).map((key) => {
        const text = typeof value[key] === "string" ? value[key] : "";
        return (
          <TextValue
            key={key}
            label={t(`body.fileKeys.${key}`)}
            value={text}
            readOnly={readOnly}
            onChange={(next) => {
              if (next !== text) put(key, next);
            }}
          />
        );
      })}
      {readOnly ? null : (
        <Group gap={6}>
          <FileButton onChange={(file) => file && void send(file)}>
            {(props) => (
              <Button
                {...props}
                size="compact-sm"
                variant="default"
                leftSection={<IconUpload size={14} aria-hidden />}
              >
                {t("attachments.upload")}
              </Button>
            )}
          </FileButton>
          {uploads.map((one) => (
            <Text key={one.id} size="xs" aria-live="polite">
              {one.fault ?? `${one.name} ${Math.round(one.share * 100)} %`}
            </Text>
          ))}
        </Group>
      )}
    </Stack>
  );
}
