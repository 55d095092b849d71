import { Text, UnstyledButton } from "@mantine/core";
import { IconFlag } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { stepTitle } from "@/model/document";
import { search } from "@/model/search";
import { useEditor } from "@/store";
import { EmptyState, SearchField } from "@/ui";

import classes from "./panels.module.css";

const MOST = 200;

/** Every step by its name; searching looks through texts, variables, rules and code too. */
export function StepsPanel() {
  const { t } = useTranslation("panels");
  const [sought, setSought] = useState("");
  const query = useDeferredValue(sought.trim());
  return (
    <div className={classes.panel}>
      <SearchField value={sought} onChange={setSought} label={t("steps.search")} />
      {query === "" ? <All /> : <Found query={query} />}
    </div>
  );
}

function All() {
  const { t } = useTranslation("panels");
  const steps = useEditor((state) => state.document.steps) ?? [];
  const first = useEditor((state) => state.document.first_step);
  const chosen = useEditor((state) => state.selection.steps);
  const reveal = useEditor((state) => state.reveal);
  const [shown, setShown] = useState(MOST);
  if (steps.length === 0) return <EmptyState title={t("steps.none")} text={t("steps.noneText")} />;
  return (
    <ul className={classes.list}>
      {steps.slice(0, shown).map((step) => (
        <li key={step.id}>
          <UnstyledButton
            className={classes.row}
            aria-current={chosen.includes(step.id) || undefined}
            onClick={() => reveal({ step: step.id })}
          >
            <span className={classes.words}>{stepTitle(step)}</span>
            {step.id === first && <IconFlag size={14} aria-label={t("steps.first")} />}
          </UnstyledButton>
        </li>
      ))}
      {steps.length > shown && (
        <li>
          <UnstyledButton className={classes.row} onClick={() => setShown(shown + MOST)}>
            {t("steps.more", { count: steps.length - shown })}
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}

function Found({ query }: { query: string }) {
  const { t } = useTranslation("panels");
  const document = useEditor((state) => state.document);
  const reveal = useEditor((state) => state.reveal);
  const found = useMemo(() => search(document, query), [document, query]);
  if (found.length === 0)
    return (
      <Text size="sm" c="var(--text-2)" role="status">
        {t("steps.notFound")}
      </Text>
    );
  return (
    <ul className={classes.list}>
      {found.map((one, place) => (
        <li key={place}>
          <UnstyledButton
            className={classes.row}
            onClick={() => reveal({ step: one.step ?? undefined, path: [...one.path] })}
          >
            <span className={classes.words}>
              <span className={classes.kind}>{t(`found.${one.kind}`)}</span> {one.title}
              {one.excerpt && one.excerpt !== one.title && <small>{one.excerpt}</small>}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
