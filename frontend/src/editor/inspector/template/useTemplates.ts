import { useMemo } from "react";
import { $api } from "@/api/client";
import { useTemplateWords } from "@/gallery/templates";
import { useEditor } from "@/store";

export interface Template {
  id: string;
  version: number;
  name: string;
  description: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** The templates a bot may use, newest version each, and those bundled in it. */
export function useTemplates() {
  const botId = useEditor((state) => state.botId);
  const bundled = useEditor((state) => state.document.templates);
  const { data, error } = $api.useQuery("get", "/api/v1/templates", {
    params: { query: { bot_id: botId, limit: 100 } },
  });
  const inWords = useTemplateWords();
  return useMemo(() => {
    const offered: Template[] = (data?.items ?? []).map((one) => ({
      ...one,
      id: one.key,
      name: one.name || one.key,
    }));
    const own: Template[] = (bundled ?? []).map((one) => ({
      id: one.id,
      version: one.version,
      name: one.name || one.id,
      description: one.description ?? "",
      inputs: { ...one.inputs },
      outputs: { ...one.outputs },
    }));
    const all = [...own, ...offered].map((one) => inWords(one.id, one));
    return {
      error,
      offered: [
        ...new Map(
          all.toSorted((one, other) => one.version - other.version).map((one) => [one.id, one]),
        ).values(),
      ],
      find: (id: string, version: number) => all.find((one) => one.id === id && one.version === version),
      named: (id: string) => all.find((one) => one.id === id),
    };
  }, [bundled, data, error, inWords]);
}
