import { useTranslation } from "react-i18next";
import { sentence } from "@/rules";
import { useEditor } from "@/store";
import type { Row } from "./rows";
import { duration } from "./duration";
import { useOperationTitle } from "@/editor/integrations/OperationTitles";
import { plain } from "./preview";
import classes from "./step.module.css";

/** What a row says: a button by its text, a condition as a sentence, work by what it calls. */
export function RowLabel({ row }: { row: Row }) {
  const text = useRowText(row);
  const isNamed = row.connection?.name && text.detail !== "";
  return (
    <span className={classes.label} title={[text.main, text.detail].filter(Boolean).join(": ")}>
      <span>{text.main}</span>
      {isNamed && <span className={classes.detail}>{text.detail}</span>}
    </span>
  );
}

interface RowText {
  readonly main: string;
  readonly detail: string;
}

export function useRowText(row: Row): RowText {
  const { t } = useTranslation("canvas");
  const { t: rules } = useTranslation("rules");
  const request = useEditor((state) => {
    if (row.group?.type !== "response") return "";
    const id = row.group.request ?? "";
    return state.index.request(id)?.name ?? id;
  });
  const titleOf = useOperationTitle();
  const called = row.group?.type === "integration" ? titleOf(row.group.integration ?? "") : request;
  if (row.kind === "work") return { main: workText(row, called, t), detail: "" };
  if (row.kind === "button") return { main: plain(row.button?.text ?? "") || t("row.button"), detail: "" };
  if (row.kind === "timeout" || row.kind === "open" || row.kind === "end") {
    const after = duration(row.group?.after ?? 0, t);
    return { main: t(`row.${row.kind}`, { after }), detail: "" };
  }
  return connectionText(row, rules, t);
}

function connectionText(row: Row, rules: Words, t: Translate): RowText {
  const name = row.connection?.name ?? "";
  const said = condition(row, rules, t);
  const fallback = said === "" ? t(row.kind === "next" ? "row.next" : "row.otherwise") : said;
  return name === "" ? { main: fallback, detail: "" } : { main: name, detail: said };
}

function condition({ connection }: Row, rules: Words, t: Translate): string {
  return [connection?.rules, connection?.filters]
    .map((set) => sentence(set, rules))
    .filter((said) => said !== "")
    .join(` ${t("row.and")} `);
}

type Words = Parameters<typeof sentence>[1];

type Translate = ReturnType<typeof useTranslation<"canvas">>["t"];

/** `called`: a request or an operation by its name. */
function workText(row: Row, called: string, t: Translate): string {
  const group = row.group;
  if (group?.type === "response")
    return called === "" ? t("row.callsNothing") : t("row.calls", { name: called });
  if (group?.type === "integration") return called || t("row.integration");
  if (group?.type === "code") return t("row.code");
  return t("row.timeout", { after: duration(group?.after ?? 0, t) });
}
