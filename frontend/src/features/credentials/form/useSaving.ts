import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";

import { STRATEGIES, type Credential } from "../types";
import { given, hasSecret, type Draft } from "./draft";

type Texts = Record<string, string>;

/** Makes a credential, or changes the one that is kept; nothing of the secret stays in this page's cache. */
export function useSaving(kept: Credential | null, workspaceId: string, onSaved: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) => (kept ? change(kept, draft) : create(workspaceId, draft)),
    gcTime: 0,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/credentials"] });
      onSaved();
    },
  });
}

function create(workspaceId: string, { botId, isDefault, ...draft }: Draft) {
  const strategy = STRATEGIES.find((one) => one === draft.strategy) ?? "other";
  return unwrap(
    api.POST("/api/v1/credentials", {
      body: {
        ...(botId ? { bot_id: botId } : { workspace_id: workspaceId }),
        name: draft.name.trim() || draft.provider,
        provider: draft.provider,
        strategy,
        settings: draft.settings,
        secret: given(draft.secret) as Texts,
        hosts: draft.hosts,
        // Left out, the first of its provider becomes the default.
        ...(isDefault && { is_default: true }),
      },
    }),
  );
}

function change(kept: Credential, draft: Draft) {
  return unwrap(
    api.PATCH("/api/v1/credentials/{credential_id}", {
      params: { path: { credential_id: kept.id } },
      body: {
        name: draft.name.trim() || kept.name,
        settings: draft.settings,
        hosts: draft.hosts,
        ...(draft.isDefault !== kept.is_default && { is_default: draft.isDefault }),
        ...(hasSecret(draft) && { secret: given(draft.secret) as Texts }),
      },
    }),
  );
}
