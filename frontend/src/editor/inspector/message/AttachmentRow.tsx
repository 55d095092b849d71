import { Anchor, Group, Image, Stack, Text } from "@mantine/core";
import { IconFile, IconMusic, IconTrash, IconVideo } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Attachment } from "@/model/document";
import { IconButton } from "@/ui";
import { ChoiceField } from "../editing/ChoiceField";
import { PlaceholderField } from "../editing/PlaceholderField";
import type { Path } from "../editing/path";
import { useEdit } from "../editing/useEdit";
import { Card } from "../panel/Card";

interface Props {
  attachment: Attachment;
  path: Path;
  name: string;
  grip: ReactNode;
  onRemove: () => void;
}

const TYPES = ["image", "audio", "video", "file"] as const;
const ID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function AttachmentRow({ attachment, path, name, grip, onRemove }: Props) {
  const { t } = useTranslation("inspector");
  const { readOnly } = useEdit();
  const isFile = attachment.file !== undefined;
  return (
    <Card label={name}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        {grip}
        <Stack gap={6} flex={1} miw={0}>
          {isFile && ID.test(attachment.file ?? "") ? (
            <UploadedFile id={attachment.file ?? ""} />
          ) : (
            <PlaceholderField
              path={[...path, isFile ? "file" : "url"]}
              value={isFile ? attachment.file : attachment.url}
              label={t(isFile ? "attachments.file" : "attachments.url")}
              placeholder={isFile ? undefined : "https://…"}
              empty=""
            />
          )}
        </Stack>
        {readOnly ? null : (
          <IconButton
            label={t("attachments.removeThis", { name: attachment.name ?? name })}
            onClick={onRemove}
          >
            <IconTrash size={16} aria-hidden />
          </IconButton>
        )}
      </Group>
      <Group gap="xs" grow align="flex-start">
        <ChoiceField
          path={[...path, "type"]}
          value={attachment.type}
          fallback="file"
          label={t("attachments.type")}
          choices={TYPES.map((value) => ({ value, label: t(`attachments.types.${value}`) }))}
        />
        <PlaceholderField path={[...path, "name"]} value={attachment.name} label={t("attachments.name")} />
      </Group>
    </Card>
  );
}

const ICONS = { image: IconFile, file: IconFile, audio: IconMusic, video: IconVideo };

function UploadedFile({ id }: { id: string }) {
  const { t } = useTranslation("inspector");
  const { data, error } = $api.useQuery("get", "/api/v1/attachments/{attachment_id}", {
    params: { path: { attachment_id: id } },
  });
  if (error) return <Text size="sm">{t("attachments.gone")}</Text>;
  if (!data) return <Text size="sm">…</Text>;
  const Icon = ICONS[data.type];
  return (
    <Group gap={8} wrap="nowrap">
      {data.type === "image" ? (
        <Image src={data.url} alt="" w={40} h={40} radius="sm" fit="cover" />
      ) : (
        <Icon size={20} aria-hidden />
      )}
      <Anchor href={data.url} target="_blank" rel="noreferrer" size="sm" truncate>
        {data.name}
      </Anchor>
    </Group>
  );
}
