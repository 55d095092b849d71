import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { confirmDanger, notifyFault } from "@/ui";

import type { ConversationWhole } from "./types";

/** Ends a conversation: nothing is forgotten, and the next message begins a new one. */
export function EndButton({ conversation }: { conversation: ConversationWhole }) {
  const { t } = useTranslation("conversations");
  const queries = useQueryClient();
  const ending = $api.useMutation("delete", "/api/v1/sessions/{session_id}", {
    onError: notifyFault,
    onSettled: () => queries.invalidateQueries({ queryKey: ["get", "/api/v1/sessions/{session_id}"] }),
  });
  const ask = () =>
    confirmDanger({
      title: t("end.title"),
      text: t("end.text"),
      confirm: t("end.confirm"),
      onConfirm: () => ending.mutate({ params: { path: { session_id: conversation.id } } }),
    });
  return (
    <Button variant="default" onClick={ask} loading={ending.isPending}>
      {t("end.action")}
    </Button>
  );
}
