import { useMutation, useQueryClient } from "@tanstack/react-query";
import { modals } from "@mantine/modals";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { confirmDanger, notify, notifyFault } from "@/ui";

import { EMITTERS, type Emitter } from "./types";

type ListedPage = { items: Emitter[] };
type Listed = { pages: ListedPage[] };

/** What is done with one that is there. */
export function useEmitterActions(emitter: Emitter) {
  const { t } = useTranslation(["schedule", "ui"]);
  const refresh = useRefresh();
  const leaveOut = useLeavingOut();
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
    onSuccess: () => {
      notify(t("remove.done", { name }));
      leaveOut(emitter.id);
    },
  });
  const count = audience.kind === "people" ? audience.ids.length : 0;
  const whom = count > 0 ? t("run.people", { count }) : t(`run.${audience.kind}`);
  return {
    isBusy: moving.isPending || running.isPending || removing.isPending,
    isGoing: removing.isPending || removing.isSuccess,
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

/** Of one that is no more nothing is asked again: it leaves the list before the list is read anew. */
function useLeavingOut() {
  const queries = useQueryClient();
  return (gone: string) => {
    queries.setQueriesData<Listed>({ queryKey: ["get", EMITTERS] }, (listed) => {
      const without = (page: ListedPage) => ({ ...page, items: page.items.filter(({ id }) => id !== gone) });
      return listed && { ...listed, pages: listed.pages.map(without) };
    });
    void queries.invalidateQueries({ queryKey: ["get", EMITTERS] });
    void queries.invalidateQueries({ queryKey: ["get", `${EMITTERS}/calendar`] });
  };
}

/** Lists, calendar and histories anew. */
export function useRefresh() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith(EMITTERS),
    });
}
