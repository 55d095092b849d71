import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { components } from "@/api/schema";

export type Integration = components["schemas"]["IntegrationRead"];

const FOREVER = { staleTime: Infinity };

/** The operations there are, with words in the person's language. */
export function useIntegrations(isNeeded = true) {
  const { i18n } = useTranslation("inspector");
  const { data, error } = $api.useQuery(
    "get",
    "/api/v1/integrations",
    {},
    {
      ...FOREVER,
      enabled: isNeeded,
    },
  );
  const isRussian = i18n.language.startsWith("ru");
  return useMemo(() => {
    const items = data?.items ?? [];
    const byId = new Map(items.map((one) => [one.id, one]));
    return {
      items,
      error,
      isLoading: data === undefined && !error,
      find: (id: string | undefined) => (id === undefined ? undefined : byId.get(id)),
      words: (of: Worded) => ({
        title: isRussian ? of.title_ru : of.title,
        description: isRussian ? of.description_ru : of.description,
      }),
      titleOf: (id: string) => {
        const found = byId.get(id);
        if (found === undefined) return id;
        const [service, operation] = isRussian
          ? [found.service.title_ru, found.title_ru]
          : [found.service.title, found.title];
        return `${service}: ${operation}`;
      },
    };
  }, [data, error, isRussian]);
}

interface Worded {
  title: string;
  title_ru: string;
  description: string;
  description_ru: string;
}
