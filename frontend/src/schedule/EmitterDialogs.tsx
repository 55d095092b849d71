import { useFocusReturn } from "@mantine/hooks";

import { $api } from "@/api/client";

import { EmitterDialog } from "./form/EmitterDialog";
import { HistoryDialog } from "./history/HistoryDialog";
import type { Emitter } from "./types";

/** `id` null: a new one. */
export type Opened = { what: "form" | "history"; id: string | null } | null;

type Props = {
  botId: string;
  opened: Opened;
  emitters: readonly Emitter[];
  zone: string;
  onClose: () => void;
};

/** The form or the history of one message. */
export function EmitterDialogs({ botId, opened, emitters, zone, onClose }: Props) {
  const id = opened?.id ?? null;
  const listed = emitters.find((one) => one.id === id) ?? null;
  // The calendar leads to those too that the list has not come to yet.
  const params = { path: { emitter_id: id ?? "" } };
  const isAsked = id !== null && listed === null;
  const asked = $api.useQuery("get", "/api/v1/emitters/{emitter_id}", { params }, { enabled: isAsked });
  const chosen = listed ?? (isAsked ? (asked.data ?? null) : null);
  const isForm = opened?.what === "form" && (id === null || chosen !== null);
  // The form is gone at once, and with it what would lead back.
  useFocusReturn({ opened: isForm });
  return (
    <>
      <HistoryDialog emitter={opened?.what === "history" ? chosen : null} zone={zone} onClose={onClose} />
      {isForm && <EmitterDialog key={id} botId={botId} emitter={chosen} zone={zone} onClose={onClose} />}
    </>
  );
}
