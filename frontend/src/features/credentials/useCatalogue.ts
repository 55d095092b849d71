import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";

const DAY = 86_400_000;

/** How one signs in to servers, and the services we know. It changes only with the server's version. */
export function useCatalogue() {
  return $api.useQuery("get", "/api/v1/credentials/catalogue", {}, { staleTime: DAY });
}

/** Names of services and ways of signing in, in the person's language. */
export function useNames() {
  const { t } = useTranslation("credentials");
  const { data } = useCatalogue();
  return {
    providerName: (id: string) =>
      t(`providers.${id}`, data?.providers.find((one) => one.id === id)?.title ?? id),
    strategyName: (id: string) =>
      t(`strategies.${id}.name`, data?.strategies.find((one) => one.id === id)?.title ?? id),
  };
}
