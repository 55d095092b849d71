import { useTranslation } from "react-i18next";
import type { Connection } from "@/model/document";
import { sentence } from "@/rules";
import { isOtherwise } from "./order";

/** A connection in words: its name, else when it is taken. */
export function useWayName(): (connection: Connection) => string {
  const { t } = useTranslation("inspector");
  const { t: inRules } = useTranslation("rules");
  return (connection) => {
    if (connection.name) return connection.name;
    if (isOtherwise(connection)) return t("ways.otherwise");
    const said = [connection.rules, connection.filters].map((rules) => sentence(rules, inRules));
    return said.filter(Boolean).join("; ") || t("ways.otherwise");
  };
}
