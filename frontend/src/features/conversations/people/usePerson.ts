import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { components } from "@/api/schema";
import { confirmDanger, notify, notifyFault } from "@/ui";

import { saveFile } from "../../bots/saveFile";

export type Person = components["schemas"]["PersonRead"];

/** What the law asks of whoever keeps people's words: handing it over, and forgetting it. */
export function usePerson(person: Pick<Person, "id">) {
  const { t } = useTranslation("conversations");
  const queries = useQueryClient();
  const params = { path: { person_id: person.id } };

  const forget = async () => {
    try {
      const { may_remain } = await unwrap(api.POST("/api/v1/people/{person_id}/erase", { params }));
      notify(may_remain?.length ? t("people.erasedBut", { count: may_remain.length }) : t("people.erased"));
    } catch (thrown) {
      notifyFault(thrown);
    } finally {
      await queries.invalidateQueries();
    }
  };
  return {
    download: () => {
      unwrap(api.POST("/api/v1/people/{person_id}/export", { params }))
        .then((kept) => {
          const text = JSON.stringify(kept, null, 2);
          saveFile(new Blob([text], { type: "application/json" }), `person-${person.id}.json`);
        })
        .catch(notifyFault);
    },
    erase: (name: string) =>
      confirmDanger({
        title: t("people.eraseTitle", { name }),
        text: t("people.eraseText"),
        confirm: t("people.eraseConfirm"),
        onConfirm: () => void forget(),
      }),
  };
}
