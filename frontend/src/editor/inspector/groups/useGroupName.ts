import { useTranslation } from "react-i18next";
import { groupType, type Group } from "@/model/document";
import { useEditor } from "@/store";
import { requestTitle } from "../requests/titles";
import { useIntegrations } from "@/editor/integrations/useIntegrations";
import { durationWords } from "./duration";

/** A group in a few words: what it does, and when. */
export function useGroupName(): (group: Group) => string {
  const { t } = useTranslation("inspector");
  const requests = useEditor((state) => state.document.requests);
  const { titleOf } = useIntegrations();
  const work = (group: Group): string => {
    if (group.type === "response" && group.request) {
      const request = requests?.find(({ id }) => id === group.request);
      return request ? requestTitle(request) : group.request;
    }
    if (group.type === "integration" && group.integration) return titleOf(group.integration);
    return t(`groups.types.${groupType(group)}`);
  };
  return (group) => {
    if (group.on !== "timeout") return work(group);
    const after = group.after === undefined ? t("timeout.unset") : durationWords(group.after, t);
    const timed = t("timeout.name", { after });
    return groupType(group) === "message" ? timed : `${timed}: ${work(group)}`;
  };
}
