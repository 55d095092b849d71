import { Badge, UnstyledButton } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isObject, ownOf, same } from "@/model/json";
import { EmptyState, SearchField } from "@/ui";

import { GiveDialog } from "../talk/GiveDialog";
import type { Outcome } from "../testing/conversation";
import { useTesting } from "../testing/store";
import classes from "./values.module.css";

const OURS: Readonly<Record<string, readonly string[]>> = {
  bot: ["id"],
  user: ["id"],
  channel: ["id"],
  session: ["id"],
};

/** What every variable of the test holds after the turn that is looked at; a click gives it another value. */
export function Values() {
  const { t } = useTranslation("chat");
  const outcomes = useTesting((state) => state.outcomes);
  const looked = useTesting((state) => state.looked);
  const isPlaying = useTesting((state) => state.isPlaying);
  const [sought, setSought] = useState("");
  const [changed, setChanged] = useState<string | null>(null);
  const place = looked ?? outcomes.length - 1;
  const now = outcomes[place];
  if (!now) return <EmptyState title={t("values.none")} text={t("values.noneText")} />;
  const rows = valuesOf(now).filter(({ path }) => path.toLowerCase().includes(sought.trim().toLowerCase()));
  const before = outcomes[place - 1]?.variables;
  return (
    <div className={classes.panel}>
      <SearchField value={sought} onChange={setSought} label={t("values.search")} />
      <p className={classes.lead}>{t("values.after", { number: place + 1 })}</p>
      <ul className={classes.values}>
        {rows.map(({ path, scope, name, value }) => (
          <li key={path}>
            <UnstyledButton
              className={classes.value}
              disabled={isPlaying}
              title={t("values.change", { name: path })}
              onClick={() => setChanged(path)}
            >
              <code>{path}</code>
              <IconPencil size={14} aria-hidden className={classes.pencil} />
              {before && !same(ownOf(ownOf(before, scope) ?? {}, name), value) && (
                <Badge size="xs" variant="light" color="teal">
                  {t("values.changed")}
                </Badge>
              )}
              <span className={classes.text}>{written(value)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {changed !== null && <GiveDialog path={changed} onClose={() => setChanged(null)} />}
    </div>
  );
}

const RANKS: readonly string[] = ["session", "template", "bot", "user", "channel"];

/** What a conversation remembers is looked for most. */
function rankOf(scope: string): number {
  const rank = RANKS.indexOf(scope);
  return rank < 0 ? RANKS.length : rank;
}

function valuesOf({ variables }: Outcome) {
  const scopes = Object.entries(variables).sort(([one], [other]) => rankOf(one) - rankOf(other));
  return scopes.flatMap(([scope, values]) =>
    Object.entries(values)
      .filter(([name]) => !OURS[scope]?.includes(name))
      .map(([name, value]) => ({ path: `${scope}.${name}`, scope, name, value })),
  );
}

function written(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  return JSON.stringify(value, null, isObject(value) || Array.isArray(value) ? 1 : undefined) ?? "";
}
