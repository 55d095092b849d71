import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { Fault, unwrap } from "@/api/faults";
import type { components } from "@/api/schema";
import { rememberRaised } from "@/code";
import { isObject } from "@/model/json";
import { useEditor, useEditorStore, type TraceEntry } from "@/store";
import { rememberResult } from "@/values";
import { untilSaved } from "@/store/untilSaved";

export type Ran = components["schemas"]["CodeExecutedRead"];

/** Runs the code of a group of the draft once; what was just typed is saved first. */
export function useRunCode(groupId: string) {
  const store = useEditorStore();
  const botId = useEditor((state) => state.botId);
  return useMutation({
    mutationFn: async (variables: Record<string, unknown>) => {
      await untilSaved(store);
      const query = { bot_id: botId, key: groupId };
      const rows = await unwrap(api.GET("/api/v1/connection-groups", { params: { query } }));
      const row = rows.items[0];
      if (row === undefined) throw new Fault("part:not_found", 404, "There is no such part.");
      const params = { path: { part_id: row.id } };
      return unwrap(api.POST("/api/v1/connection-groups/{part_id}/execute", { params, body: { variables } }));
    },
    onSuccess: (ran) => {
      rememberRaised(store, traceOf(groupId, ran));
      if (ran.problem === null)
        rememberResult(store, "code", isObject(ran.value) ? ran.value : { value: ran.value });
    },
  });
}

/** As a conversation would have told of it. */
function traceOf(group: string, { problem, error }: Ran): readonly TraceEntry[] {
  const ran = { kind: "group", group, type: "code" };
  return problem === null ? [ran] : [ran, { kind: "problem", code: problem, group, detail: { error } }];
}
