import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, authorizedFetch } from "@/api/client";
import { faultOf, unwrap } from "@/api/faults";
import { notify, notifyFault, notifyUndo } from "@/ui";

import { saveFile } from "./saveFile";
import type { Bot } from "./types";

export type ExportFormat = "yaml" | "json" | "bundle";

const ENDINGS: Record<ExportFormat, string> = { yaml: "yaml", json: "json", bundle: "zip" };

type Move = "pause" | "resume" | "archive" | "unarchive";

/** What takes a move back. A bot that comes out of the archive is active: one that was paused is paused again. */
const BACK: Record<Move, (before: Bot["status"]) => readonly Move[]> = {
  pause: () => ["resume"],
  resume: () => ["pause"],
  archive: (before) => (before === "paused" ? ["unarchive", "pause"] : ["unarchive"]),
  unarchive: () => ["archive"],
};

// With what a language adds to it a name stays below the 200 characters it may have.
const LONGEST_COPIED = 180;

/** What can be done to a bot from the list. Each tells what came of it, and how to take it back where one can. */
export function useBotActions() {
  const { t } = useTranslation("bots");
  const queries = useQueryClient();
  const anew = () => queries.invalidateQueries({ queryKey: ["get", "/api/v1/bots"] });

  const attempt = async (work: () => Promise<unknown>, told?: () => void) => {
    try {
      await work();
      told?.();
    } catch (thrown) {
      notifyFault(thrown);
    } finally {
      await anew();
    }
  };
  const path = (bot: Bot) => ({ params: { path: { bot_id: bot.id } } });
  const send = async (bot: Bot, moves: readonly Move[]) => {
    for (const one of moves) await unwrap(api.POST(`/api/v1/bots/{bot_id}/${one}`, path(bot)));
  };
  const move = (bot: Bot, way: Move) => {
    const undo = () => void attempt(() => send(bot, BACK[way](bot.status)));
    return attempt(
      () => send(bot, [way]),
      () => notifyUndo(t(`done.${way}`, { name: bot.name }), undo),
    );
  };

  return {
    move,
    duplicate: (bot: Bot) =>
      attempt(
        () =>
          unwrap(
            api.POST("/api/v1/bots/{bot_id}/duplicate", {
              ...path(bot),
              body: { name: t("copyOf", { name: bot.name.slice(0, LONGEST_COPIED) }) },
            }),
          ),
        () => notify(t("done.duplicated", { name: bot.name })),
      ),
    remove: (bot: Bot) =>
      attempt(
        () => unwrap(api.DELETE("/api/v1/bots/{bot_id}", path(bot))),
        () => notify(t("done.removed", { name: bot.name })),
      ),
    download: (bot: Bot, format: ExportFormat) =>
      attempt(async () => {
        const address = new URL(`/api/v1/bots/${bot.id}/export?format=${format}`, location.href);
        const answer = await authorizedFetch(new Request(address));
        if (!answer.ok) throw faultOf(await answer.json().catch(() => null), answer.status);
        saveFile(await answer.blob(), `${fileName(bot.name)}.${ENDINGS[format]}`);
      }),
  };
}

/** Letters and digits of any language; the rest would trouble one file system or another. */
export function fileName(name: string): string {
  return (
    name
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .toLowerCase()
      .slice(0, 60) || "bot"
  );
}
