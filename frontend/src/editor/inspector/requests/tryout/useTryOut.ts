import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { rememberResult } from "@/values";
import { useEditor, useEditorStore } from "@/store";
import { untilSaved } from "@/store/untilSaved";

interface Wanted {
  variables: Record<string, unknown>;
  dryRun: boolean;
}

/** Sends a request of the draft once, or shows what would be sent; what was just typed is saved first. */
export function useTryOut(requestId: string) {
  const store = useEditorStore();
  const botId = useEditor((state) => state.botId);
  return useMutation({
    mutationFn: async ({ variables, dryRun }: Wanted) => {
      await untilSaved(store);
      const rows = await unwrap(
        api.GET("/api/v1/requests", { params: { query: { bot_id: botId, key: requestId } } }),
      );
      const row = rows.items[0];
      if (row === undefined) throw new Error("part:not_found");
      const params = { path: { part_id: row.id } };
      return unwrap(
        api.POST("/api/v1/requests/{part_id}/execute", { params, body: { variables, dry_run: dryRun } }),
      );
    },
    onSuccess: ({ answer }) => {
      if (answer) rememberResult(store, "response", answer);
    },
  });
}
