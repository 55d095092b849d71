import {
  IconAlertTriangle,
  IconArrowRight,
  IconBraces,
  IconCheck,
  IconClock,
  IconFlag,
  IconMessage,
  IconPointFilled,
  IconTerminal2,
  IconX,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { isObject, type JsonObject } from "@/model/json";
import { sentence } from "@/rules/model/sentence";

import { problemText } from "../problems";
import type { TraceEntry } from "./outline";
import { shown } from "./shown";
import classes from "./TraceView.module.css";

const SIZE = 14;

/** One entry as a sentence; of a kind we do not know, as it is. */
export function EntryLine({ entry, stepName }: { entry: TraceEntry; stepName: (id: string) => string }) {
  const { t } = useTranslation("chat");
  const { t: inRules } = useTranslation("rules");
  const Shown = KINDS[entry.kind];
  if (!Shown) {
    return (
      <Line icon={<IconPointFilled size={SIZE} />}>
        {entry.kind} <code>{shown({ ...entry, kind: undefined })}</code>
      </Line>
    );
  }
  return <>{Shown({ entry, stepName, t, inRules })}</>;
}

type Shape = {
  entry: TraceEntry;
  stepName: (id: string) => string;
  t: TFunction<"chat">;
  inRules: TFunction<"rules">;
};

const KINDS: Record<string, (shape: Shape) => ReactNode> = {
  event: ({ entry, t }) => (
    <Line icon={<IconMessage size={SIZE} />}>
      {t(`trace.events.${String(entry.type)}`, { defaultValue: String(entry.type) })}{" "}
      <Content content={entry.content} />
    </Line>
  ),
  rule: ({ entry, t, inRules }) => {
    const holds = entry.outcome === true;
    return (
      <Line
        icon={holds ? <IconCheck size={SIZE} /> : <IconX size={SIZE} />}
        tone={holds ? "yes" : "no"}
        label={t(holds ? "trace.holds" : "trace.fails")}
      >
        {said(entry, inRules)}{" "}
        <span className={classes.saw}>
          {t("trace.saw")} <code>{shown(entry.actual)}</code>
        </span>
      </Line>
    );
  },
  connection: ({ entry, stepName, t }) => (
    <Line
      icon={<IconArrowRight size={SIZE} />}
      tone={entry.taken === true ? "yes" : "no"}
      label={t(entry.taken === true ? "trace.taken" : "trace.passedBy")}
    >
      {t(entry.taken === true ? "trace.taken" : "trace.passedBy")}
      {typeof entry.name === "string" && entry.name !== "" && <> “{entry.name}”</>}
      {typeof entry.to === "string" && <> → {stepName(entry.to)}</>}
    </Line>
  ),
  set: ({ entry }) => (
    <Line icon={<IconBraces size={SIZE} />}>
      <code>{String(entry.variable)}</code> {shown(entry.before)} → <code>{shown(entry.after)}</code>
    </Line>
  ),
  message: ({ entry, t }) => (
    <Line icon={<IconMessage size={SIZE} />}>
      {t("trace.said")} {typeof entry.text === "string" && entry.text !== "" ? <q>{entry.text}</q> : null}
    </Line>
  ),
  work: ({ entry, t }) => (
    <Line icon={<IconPointFilled size={SIZE} />}>
      {t("trace.result")} <code>{shown(entry.result)}</code>
    </Line>
  ),
  problem: ({ entry, t }) => (
    <Line icon={<IconAlertTriangle size={SIZE} />} tone="problem" label={t("trace.problem")}>
      {problemText(String(entry.code), t)} <code>{String(entry.code)}</code>
      {isObject(entry.detail) && Object.keys(entry.detail).length > 0 && (
        <span className={classes.saw}>{shown(entry.detail)}</span>
      )}
    </Line>
  ),
  print: ({ entry, t }) => (
    <Line icon={<IconTerminal2 size={SIZE} />} label={t("trace.printed")}>
      <code className={classes.printed}>{String(entry.text)}</code>
    </Line>
  ),
  no_match: ({ t }) => (
    <Line icon={<IconX size={SIZE} />} tone="problem">
      {t("trace.noMatch")}
    </Line>
  ),
  timer: ({ entry, t }) => (
    <Line icon={<IconClock size={SIZE} />}>
      {t(`trace.timers.${String(entry.change)}`, { defaultValue: String(entry.change) })}{" "}
      {typeof entry.due_at === "string" && <Moment at={entry.due_at} />}
    </Line>
  ),
  finish: ({ t }) => <Line icon={<IconFlag size={SIZE} />}>{t("trace.finished")}</Line>,
};

/** What came in: a message by its text, and by what came with it. */
function Content({ content }: { content: unknown }) {
  if (content === null || content === undefined) return null;
  if (!isObject(content)) return <code>{shown(content)}</code>;
  const { text, params, attachments, button } = content;
  const beside = Object.entries({ button, params, attachments }).filter(([, value]) => !isBare(value));
  return (
    <>
      {typeof text === "string" && <q>{text}</q>}
      {beside.map(([name, value]) => (
        <span key={name} className={classes.saw}>
          {name} <code>{shown(value)}</code>
        </span>
      ))}
    </>
  );
}

function isBare(value: unknown): boolean {
  return value === null || value === undefined || Object.keys(Object(value)).length === 0;
}

function Moment({ at }: { at: string }) {
  const { i18n: language } = useTranslation("chat");
  const moment = new Date(at);
  if (Number.isNaN(moment.valueOf())) return <>{at}</>;
  const form = new Intl.DateTimeFormat(language.language, { dateStyle: "medium", timeStyle: "medium" });
  return <time dateTime={at}>{form.format(moment)}</time>;
}

/** The rule as the editor says it. */
function said({ field, operator, value }: TraceEntry, inRules: TFunction<"rules">): string {
  const rule = { field, operator, value };
  return sentence({ condition: "AND", rules: [rule] } as JsonObject, inRules, { most: 200 });
}

type LineProps = { icon: ReactNode; tone?: "yes" | "no" | "problem"; label?: string; children: ReactNode };

function Line({ icon, tone, label, children }: LineProps) {
  return (
    <li className={classes.line} data-tone={tone}>
      <span className={classes.icon} role={label ? "img" : undefined} aria-label={label} aria-hidden={!label}>
        {icon}
      </span>
      <span>{children}</span>
    </li>
  );
}
