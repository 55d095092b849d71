import { useMutation, useQueryClient } from "@tanstack/react-query";
import { modals } from "@mantine/modals";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { confirmDanger, notify, notifyFault } from "@/ui";

import type { Emitter } from "./types";

/** What is done with one that is there. */
export function useEmitterActions(emitter: Emitter) {
  const { t } = useTranslation(["schedule", "ui"]);
  const refresh = useRefresh();
  const { name, audience } = emitter;
  const params = { path: { emitter_id: emitter.id } };
  const moving = useMutation({
    mutationFn: (isPaused: boolean) =>
      unwrap(
        isPaused
          ? api.POST("/api/v1/emitters/{emitter_id}/pause", { params })
          : api.POST("/api/v1/emitters/{emitter_id}/resume", { params }),
      ),
    onError: notifyFault,
    onSuccess: ({ is_paused }) => notify(t(is_paused ? "paused" : "resumed", { name })),
    onSettled: refresh,
  });
  const running = useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/emitters/{emitter_id}/run", { params })),
    onError: notifyFault,
    onSuccess: () => notify(t("run.done", { name })),
    onSettled: refresh,
  });
  const removing = useMutation({
    mutationFn: () => unwrap(api.DELETE("/api/v1/emitters/{emitter_id}", { params })),
    onError: notifyFault,
    onSuccess: () => notify(t("remove.done", { name })),
    onSettled: refresh,
  });
  const count = audience.kind === "people" ? audience.ids.length : 0;
  const whom = count > 0 ? t("run.people", { count }) : t(`run.${audience.kind}`);
  return {
    isBusy: moving.isPending || running.isPending || removing.isPending,
    pause: () => moving.mutate(true),
    resume: () => moving.mutate(false),
    run: () =>
      modals.openConfirmModal({
        title: t("run.title", { name }),
        children: `${whom} ${t("run.text")}`,
        labels: { confirm: t("run.confirm"), cancel: t("ui:cancel") },
        closeButtonProps: { "aria-label": t("ui:close") },
        onConfirm: () => running.mutate(),
      }),
    remove: () =>
      confirmDanger({
        title: t("remove.title", { name }),
        text: t("remove.text"),
        confirm: t("remove.confirm"),
        onConfirm: () => removing.mutate(),
      }),
  };
}

/** Lists, calendar and histories anew. */
export function useRefresh() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/v1/emitters"),
    });
}
