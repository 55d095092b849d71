import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { PlaceSelect, usePlaces } from "../new/PlaceSelect";
import classes from "./ImportDialog.module.css";
import { importBot } from "./importBot";
import { Refused } from "./Refused";

type ImportDialogProps = { opened: boolean; onClose: () => void };

/** A document or a bundle, chosen, dropped or pasted, becomes a new bot. */
export function ImportDialog({ opened, onClose }: ImportDialogProps) {
  const { t } = useTranslation("bots");
  return (
    <Modal opened={opened} onClose={onClose} title={t("import.title")} size="lg">
      {opened && <ImportForm onClose={onClose} />}
    </Modal>
  );
}

function ImportForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("bots");
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const { place, places, choose: choosePlace } = usePlaces();
  const [fault, setFault] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const choose = (chosen: File | null) => {
    setFault(null);
    setFile(chosen);
  };
  const send = async () => {
    setSending(true);
    setFault(null);
    try {
      const bot = await importBot(file ?? text, place);
      onClose();
      await navigate({ to: "/bots/$botId", params: { botId: bot.id } });
    } catch (thrown) {
      setFault(thrown);
      setSending(false);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    choose(event.dataTransfer.files[0] ?? null);
  };
  return (
    <Stack gap="md">
      <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <IconFileUpload size={28} stroke={1.5} aria-hidden />
        <Text size="sm" role="status">
          {file ? t("import.chosen", { name: file.name }) : t("import.drop")}
        </Text>
        <FileButton onChange={choose} accept=".yaml,.yml,.json,.zip">
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {file ? t("import.another") : t("import.choose")}
            </Button>
          )}
        </FileButton>
      </div>
      {!file && (
        <Textarea
          label={t("import.paste")}
          placeholder={"dbcv: 1\nkind: bot\n…"}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={4}
          maxRows={12}
          spellCheck={false}
          classNames={{ input: classes.source }}
        />
      )}
      <PlaceSelect place={place} places={places} onChoose={choosePlace} />
      {fault !== null && <Refused fault={fault} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button onClick={() => void send()} loading={isSending} disabled={!file && !text.trim()}>
          {t("import.action")}
        </Button>
      </Group>
    </Stack>
  );
}
