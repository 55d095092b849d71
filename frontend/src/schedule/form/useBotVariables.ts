import { useMemo } from "react";

import { $api } from "@/api/client";
import type { BotDocument } from "@/model/document";
import { gather, type Variable } from "@/values";

// There is no conversation when it is sent.
const READABLE = /^(user|bot|channel|system)\./;

/** What a message that is sent by itself can read. */
export function useBotVariables(botId: string): readonly Variable[] {
  const params = { path: { bot_id: botId } };
  const { data } = $api.useQuery("get", "/api/v1/bots/{bot_id}/draft", { params });
  const document = data?.document as BotDocument | undefined;
  return useMemo(
    () => gather(document ?? ({} as BotDocument)).filter(({ path }) => READABLE.test(path)),
    [document],
  );
}
