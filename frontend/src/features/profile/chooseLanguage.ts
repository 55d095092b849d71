import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { personChanged } from "@/api/session";
import { setLanguage, type Language } from "@/i18n";
import { notifyFault } from "@/ui";

/** Here at once, and in the profile for every other device. */
export async function chooseLanguage(language: Language): Promise<void> {
  await setLanguage(language);
  try {
    personChanged(await unwrap(api.PATCH("/api/v1/auth/me", { body: { locale: language } })));
  } catch (fault) {
    notifyFault(fault);
  }
}
