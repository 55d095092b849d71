import { Badge, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { stepTitle } from "@/model/document";
import { variablesOf, type UsageKind, type VariableUsage } from "@/model/references";
import { useEditor } from "@/store";
import { EmptyState, SearchField } from "@/ui";
import { FIXED, preview, useVariables } from "@/values";

import classes from "./panels.module.css";
import { RenameVariable } from "./RenameVariable";

/** Every variable the bot names: its last value where one was seen, where it is read and written, another name. */
export function VariablesPanel() {
  const { t } = useTranslation("panels");
  const document = useEditor((state) => state.document);
  const known = useVariables();
  const [sought, setSought] = useState("");
  const usages = useMemo(() => variablesOf(document), [document]);
  const wanted = sought.trim().toLowerCase();
  const names = [...usages.keys()].filter((name) => name.toLowerCase().includes(wanted)).sort();
  const parts = [
    { title: t("variables.own"), names: names.filter(isWritten) },
    { title: t("variables.given"), names: names.filter((name) => !isWritten(name)) },
  ].filter((part) => part.names.length > 0);
  if (usages.size === 0) return <EmptyState title={t("variables.none")} text={t("variables.noneText")} />;
  return (
    <div className={classes.panel}>
      <SearchField value={sought} onChange={setSought} label={t("variables.search")} />
      {parts.length === 0 && (
        <Text size="sm" c="var(--text-2)" role="status">
          {t("variables.notFound")}
        </Text>
      )}
      {parts.map((part) => (
        <section key={part.title}>
          <h3 className={classes.heading}>{part.title}</h3>
          <ul className={classes.list}>
            {part.names.map((name) => (
              <Variable
                key={name}
                name={name}
                usages={usages.get(name) ?? []}
                value={known.find((one) => one.path === name)?.value}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const GIVEN: ReadonlySet<string> = new Set(
  Object.entries(FIXED).flatMap(([scope, keys]) => Object.keys(keys).map((key) => `${scope}.${key}`)),
);
const WRITTEN: ReadonlySet<string> = new Set(["bot", "session", "user", "channel", "template"]);

/** Whether it is the author's to write; all else is there by itself. */
function isWritten(name: string): boolean {
  return WRITTEN.has(name.split(".", 1)[0] ?? "") && !GIVEN.has(name);
}

type VariableProps = { name: string; usages: readonly VariableUsage[]; value: unknown };

function Variable({ name, usages, value }: VariableProps) {
  const { t } = useTranslation("panels");
  const [isOpen, setOpen] = useState(false);
  const isIn = (...kinds: readonly UsageKind[]) => usages.some(({ kind }) => kinds.includes(kind));
  const isNeverRead = isWritten(name) && !isIn("read", "code");
  const isNeverWritten = isWritten(name) && !isIn("write", "initial", "code");
  return (
    <li>
      <UnstyledButton className={classes.row} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        <span className={classes.words}>
          <code>{name}</code>
          {value !== undefined && value !== null && <small>{preview(value)}</small>}
        </span>
        {isNeverRead && (
          <Badge size="xs" variant="default" tt="none">
            {t("variables.unread")}
          </Badge>
        )}
        {isNeverWritten && (
          <Badge size="xs" variant="default" tt="none">
            {t("variables.unwritten")}
          </Badge>
        )}
      </UnstyledButton>
      {isOpen && <Usages name={name} usages={usages} />}
    </li>
  );
}

function Usages({ name, usages }: { name: string; usages: readonly VariableUsage[] }) {
  const { t } = useTranslation("panels");
  const index = useEditor((state) => state.index);
  const reveal = useEditor((state) => state.reveal);
  const readOnly = useEditor((state) => state.readOnly);
  const titleOf = (id: string) => {
    const step = index.step(id);
    return step ? stepTitle(step) : id;
  };
  return (
    <div className={classes.inner}>
      <Text size="xs" c="var(--text-2)">
        {t("variables.usages", { count: usages.length })}
      </Text>
      <ul className={classes.list}>
        {usages.map((usage, place) => (
          <li key={place}>
            <UnstyledButton
              className={classes.row}
              onClick={() => reveal({ step: usage.step ?? undefined, path: [...usage.path] })}
            >
              <span className={classes.words}>
                <span className={classes.kind}>{t(`variables.kinds.${usage.kind}`)}</span>{" "}
                {usage.step ? titleOf(usage.step) : t("variables.bot")}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {!readOnly && isWritten(name) && <RenameVariable name={name} />}
    </div>
  );
}
