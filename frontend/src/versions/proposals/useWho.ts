import { useTranslation } from "react-i18next";

import type { Proposal } from "./types";

/** Who made it: an assistant is known by the name of its access token. */
export function useWho({ author_name, token_id, token_name }: Proposal): string {
  const { t } = useTranslation("proposals");
  const person = author_name ?? t("somebody");
  return token_id === null ? person : t("byToken", { token: token_name ?? t("assistant"), person });
}
