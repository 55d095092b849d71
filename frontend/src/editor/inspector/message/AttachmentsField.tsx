import { Button, FileButton, Group, Input, Progress, Stack, Text } from "@mantine/core";
import { IconLink, IconPlayerStop, IconUpload, IconX } from "@tabler/icons-react";
import { useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Attachment, Step } from "@/model/document";
import { useEditorStore } from "@/store";
import { IconButton } from "@/ui";
import { SortableList } from "@/values";
import { moveTo, removeAt } from "../editing/lists";
import { useIssuesAt } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";
import { keyOf } from "../editing/path";
import { setting, useEdit } from "../editing/useEdit";
import classes from "./AttachmentsField.module.css";
import { AttachmentRow } from "./AttachmentRow";
import type { Uploaded } from "./upload";
import { useUploads, type Upload } from "./useUploads";

const NONE: readonly Attachment[] = [];

/** Files sent along: uploaded ones, and others by their address. */
export function AttachmentsField({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const store = useEditorStore();
  const [over, setOver] = useState(false);
  const path = ["steps", step.id, "message", "attachments"];
  const issues = useIssuesAt(path, true);
  const attachments = step.message?.attachments ?? NONE;
  const write = (next: readonly Attachment[], label: string) =>
    edit.run([setting(path, next.length > 0 ? next : null)], label);
  // Several may arrive while the list changes: each comes behind what is there then.
  const held = () => store.getState().index.step(step.id)?.message?.attachments ?? NONE;
  const { uploads, send } = useUploads(step.id, (sent) =>
    write([...held(), attachmentOf(sent)], t("attachments.add")),
  );
  const sendAll = (files: Iterable<File>) => [...files].forEach((file) => void send(file));
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!edit.readOnly) sendAll(event.dataTransfer.files);
  };
  if (edit.readOnly && attachments.length === 0) return null;
  return (
    <Stack
      gap={6}
      className={classes.field}
      data-over={over || undefined}
      data-place={keyOf(path)}
      onDrop={onDrop}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
    >
      <Input.Label component="div">{t("attachments.title")}</Input.Label>
      <SortableList
        label={t("attachments.title")}
        items={attachments}
        keyOf={(_, place) => String(place)}
        nameOf={(one, place) => one.name ?? t("attachments.numbered", { number: place + 1 })}
        readOnly={edit.readOnly}
        onMove={(from, to) => write(moveTo(attachments, from, to), t("attachments.move"))}
      >
        {(one, place, grip) => (
          <AttachmentRow
            attachment={one}
            path={[...path, String(place)]}
            name={t("attachments.numbered", { number: place + 1 })}
            grip={grip}
            onRemove={() => write(removeAt(attachments, place), t("attachments.remove"))}
          />
        )}
      </SortableList>
      <IssueLines issues={issues} />
      {uploads.map((one) => (
        <UploadLine key={one.id} upload={one} />
      ))}
      {edit.readOnly ? null : (
        <Group gap={6}>
          <FileButton multiple onChange={sendAll}>
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
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconLink size={14} aria-hidden />}
            onClick={() => write([...attachments, { url: "" }], t("attachments.add"))}
          >
            {t("attachments.byLink")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function attachmentOf(sent: Uploaded): Attachment {
  const type = sent.type === "file" ? {} : { type: sent.type };
  return { file: sent.id, ...type, name: sent.name };
}

function UploadLine({ upload }: { upload: Upload }) {
  const { t } = useTranslation("inspector");
  const percent = Math.round(upload.share * 100);
  return (
    <Stack gap={2} aria-live="polite">
      <Group gap={4} wrap="nowrap" justify="space-between">
        <Text size="xs" truncate>
          {upload.fault ? t("attachments.failed", { name: upload.name, reason: upload.fault }) : upload.name}
        </Text>
        <IconButton
          label={t(upload.fault ? "attachments.dismiss" : "attachments.stop")}
          size="sm"
          onClick={upload.stop}
        >
          {upload.fault ? <IconX size={14} aria-hidden /> : <IconPlayerStop size={14} aria-hidden />}
        </IconButton>
      </Group>
      <Progress
        value={upload.fault ? 100 : percent}
        color={upload.fault ? "red" : undefined}
        size="sm"
        aria-label={t("attachments.progress", { name: upload.name })}
      />
    </Stack>
  );
}
