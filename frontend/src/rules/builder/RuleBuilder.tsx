import { Input, Text, VisuallyHidden } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { JsonObject } from "@/model/json";
import type { Variable } from "@/values";
import { format } from "../model/format";
import { sentence } from "../model/sentence";
import * as tree from "../model/tree";
import { useTrial } from "../trying/useTrial";
import { TryRules } from "../trying/TryRules";
import { AddButtons } from "./AddButtons";
import { BuilderContext, type Builder } from "./context";
import { GroupBox } from "./GroupBox";
import classes from "./RuleBuilder.module.css";
import { useDrag } from "./useDrag";
import { useRules } from "./useRules";

export interface RuleBuilderProps {
  rule: JsonObject | null;
  onChange: (rule: JsonObject | null) => void;
  label?: string;
  /** Left out: those of the opened bot. */
  variables?: readonly Variable[];
  readOnly?: boolean;
}

/** Conditions as rows and groups; what it writes is what it read where nothing was changed. */
export function RuleBuilder({ rule, onChange, label, variables, readOnly = false }: RuleBuilderProps) {
  const { t } = useTranslation("rules");
  const { root, change } = useRules(rule, onChange);
  const [said, setSaid] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const moving = useDrag((id, to) => change(tree.move(root, id, to)));
  const written = useMemo(() => format(root), [root]);
  const trial = useTrial(written, root);
  const focusGrip = (id: string) =>
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-grip="${id}"]`)?.focus());
  const builder: Builder = {
    root,
    readOnly,
    variables,
    trial: trial.isOpen ? trial.trial : null,
    ...moving,
    changeRule: (id, how) =>
      change(tree.change(root, id, (part) => (part.kind === "rule" ? how(part) : part))),
    changeGroup: (id, how) =>
      change(tree.change(root, id, (part) => (part.kind === "group" ? how(part) : part))),
    replace: (id, part) => change(tree.change(root, id, () => part)),
    add: (part, group) => change(tree.append(root, part, group)),
    remove: (id, name) => {
      change(tree.remove(root, id));
      setSaid(t("builder.removed", { name }));
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>("[data-add]")?.focus());
    },
    unwrap: (id) => change(tree.unwrap(root, id)),
    step: (id, by) => {
      change(tree.step(root, id, by));
      focusGrip(id);
    },
  };
  const text = sentence(written, t);
  return (
    <BuilderContext value={builder}>
      <div ref={box} className={classes.builder} role="group" aria-label={label ?? t("builder.label")}>
        {label && <Input.Label labelElement="div">{label}</Input.Label>}
        {root.rules.length === 0 ? (
          <Text size="sm" className={classes.quiet}>
            {t("builder.none")}
          </Text>
        ) : (
          <GroupBox group={root} isOutermost />
        )}
        {!readOnly && <AddButtons group={root.id} builder={builder} />}
        {text !== "" && <p className={classes.sentence}>{text}</p>}
        {root.rules.length > 0 && <TryRules trial={trial} variables={variables} />}
        <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      </div>
    </BuilderContext>
  );
}
