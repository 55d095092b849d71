import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useEditorStore } from "@/store";
import { notify, notifyFault } from "@/ui";

const READ = 15_000; // ms the way back is offered

/** A version becomes the draft again; what was in the draft can be had back at once. */
export function useRestore() {
  const { t } = useTranslation("versions");
  const store = useEditorStore();
  const restoring = $api.useMutation("post", "/api/v1/bots/{bot_id}/versions/{number}/restore", {
    onError: notifyFault,
  });
  const undoing = $api.useMutation("post", "/api/v1/bots/{bot_id}/changes/{revision}/undo", {
    onError: notifyFault,
    onSuccess: () => notify(t("backAgain")),
  });
  const offer = (number: number, revision: number) => {
    const id = `restored-${revision}`;
    const back = () => {
      notifications.hide(id);
      undoing.mutate({ params: { path: { bot_id: store.getState().botId, revision } } });
    };
    const message = (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t("restored", { number })}</Text>
        <Button size="compact-sm" variant="default" onClick={back}>
          {t("undoRestore")}
        </Button>
      </Group>
    );
    notifications.show({ id, message, autoClose: READ, withBorder: true });
  };
  const restore = (number: number) => {
    const { botId, revision, saved } = store.getState();
    if (saved.pending > 0) {
      notify(t("saveFirst"));
      return;
    }
    const params = { path: { bot_id: botId, number }, query: { base_revision: revision } };
    restoring.mutate({ params }, { onSuccess: () => offer(number, revision + 1) });
  };
  return { restore, isRestoring: restoring.isPending };
}
