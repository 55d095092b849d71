import { Accordion, Alert, Button, Group, Modal, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { faultOf } from "@/api/faults";
import { useEditor } from "@/store";
import { FaultAlert, LinkButton } from "@/ui";

import { Difference } from "./Difference";
import { RedTests } from "./RedTests";
import { SESSIONS, type Sessions } from "./types";

/** Puts the draft live: what is new in it, a note for later, and what becomes of those who are talking now. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  // Words of red tests too: who waits for them then sees the dialog go away.
  const { t } = useTranslation(["versions", "chat"]);
  const publishing = usePublish();
  return (
    <Modal opened onClose={onClose} title={t("publish.title")} size="lg">
      {publishing.data ? (
        <Done number={publishing.data.number} onClose={onClose} />
      ) : (
        <Form publishing={publishing} onClose={onClose} />
      )}
    </Modal>
  );
}

function usePublish() {
  const queries = useQueryClient();
  const updateBot = useEditor((state) => state.updateBot);
  return $api.useMutation("post", "/api/v1/bots/{bot_id}/publish", {
    onSuccess: (version) => {
      updateBot({ publishedVersion: version.number });
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/bots/{bot_id}/versions"] });
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/bots/{bot_id}/audit"] });
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/bots"] });
    },
  });
}

type FormProps = { publishing: ReturnType<typeof usePublish>; onClose: () => void };

function Form({ publishing, onClose }: FormProps) {
  const { t } = useTranslation("versions");
  const botId = useEditor((state) => state.botId);
  const live = useEditor((state) => state.bot.publishedVersion);
  const saved = useEditor((state) => state.saved);
  const errors = useEditor((state) => state.issues.filter(({ severity }) => severity === "error").length);
  const isSaving = saved.state === "saving";
  const isHeldUp = errors > 0 || (saved.pending > 0 && !isSaving);
  const [note, setNote] = useState("");
  const [sessions, setSessions] = useState<Sessions>("finish");
  const publish = () =>
    publishing.mutate({
      params: { path: { bot_id: botId } },
      body: { note: note.trim() || null, sessions },
    });
  return (
    <Stack gap="md">
      <Errors count={errors} onClose={onClose} />
      {saved.pending > 0 && !isSaving && (
        <Alert color="orange">{t("publish.unsaved", { count: saved.pending })}</Alert>
      )}
      <Textarea
        label={t("publish.note")}
        description={t("publish.noteHint")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={2}
        data-autofocus
      />
      {live !== null && (
        <>
          <Radio.Group
            label={t("publish.sessions")}
            value={sessions}
            onChange={(value) => setSessions(SESSIONS.find((one) => one === value) ?? "finish")}
          >
            <Stack gap="xs" mt="xs">
              {SESSIONS.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`sessions.${one}.title`)}
                  description={t(`sessions.${one}.text`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Accordion variant="contained">
            <Accordion.Item value="difference">
              <Accordion.Control>{t("publish.difference", { number: live })}</Accordion.Control>
              <Accordion.Panel>
                <Difference botId={botId} from={String(live)} onShow={onClose} />
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
        </>
      )}
      <Refused fault={publishing.error} onLeave={onClose} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button onClick={publish} loading={publishing.isPending || isSaving} disabled={isHeldUp}>
          {t("publish.action")}
        </Button>
      </Group>
    </Stack>
  );
}

function Refused({ fault, onLeave }: { fault: unknown; onLeave: () => void }) {
  const told = fault ? faultOf(fault) : null;
  if (told?.code === "bot:red_tests") return <RedTests fault={told} onLeave={onLeave} />;
  return <FaultAlert fault={fault} />;
}

function Errors({ count, onClose }: { count: number; onClose: () => void }) {
  const { t } = useTranslation("versions");
  const setView = useEditor((state) => state.setView);
  if (count === 0) return null;
  const show = () => {
    onClose();
    setView({ rail: "problems" });
  };
  return (
    <Alert color="red" title={t("publish.errors", { count })}>
      <Button size="xs" variant="default" onClick={show}>
        {t("publish.showErrors")}
      </Button>
    </Alert>
  );
}

function Done({ number, onClose }: { number: number; onClose: () => void }) {
  const { t } = useTranslation("versions");
  const botId = useEditor((state) => state.botId);
  return (
    <Stack gap="md" role="status">
      <Text fw={600}>{t("publish.done", { number })}</Text>
      <Text size="sm">{t("publish.doneText")}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("publish.back")}
        </Button>
        <LinkButton to="/channels" search={{ bot: botId }}>
          {t("publish.channels")}
        </LinkButton>
      </Group>
    </Stack>
  );
}
