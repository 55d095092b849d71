import { useEffect } from "react";

import { useSession } from "@/api/session";
import { language, languageOf, setLanguage } from "@/i18n";

import { queries, showTo } from "./queries";
import { router } from "./router";

/** What a sign-in or a sign-out changes beyond the page that did it. */
export function useSessionEffects(): void {
  const { person, state } = useSession();
  const id = person?.id ?? null;
  const wanted = languageOf(person?.locale);

  useEffect(() => {
    if (wanted && wanted !== language()) void setLanguage(wanted);
  }, [wanted]);

  useEffect(() => {
    showTo(id);
    void router.invalidate();
  }, [id]);

  useEffect(() => {
    if (state === "in")
      void queries.invalidateQueries({ type: "active", predicate: (one) => one.state.status === "error" });
  }, [state]);
}
