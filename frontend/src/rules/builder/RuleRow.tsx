import { Select } from "@mantine/core";
import { IconAlertTriangle, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";
import { VariablePicker } from "@/values";
import { withOperator } from "../model/edits";
import { misfits } from "../model/misfits";
import { operatorNamed, OPERATORS, type OperatorFamily } from "../model/operators";
import { fieldSaid, ruleSaid } from "../model/sentence";
import type { ShownRule } from "../model/shown";
import { Outcome } from "../trying/Outcome";
import { useBuilder } from "./context";
import { Grip } from "./Grip";
import { Operand } from "./Operand";
import classes from "./RuleBuilder.module.css";
import { RuleOptions } from "./RuleOptions";

/** One condition: what is compared, how, with what; and what does not fit in it. */
export function RuleRow({ rule }: { rule: ShownRule }) {
  const { t } = useTranslation("rules");
  const builder = useBuilder();
  const name = ruleSaid(rule, { t, isFull: false });
  const field = fieldSaid(rule.field, { t, isFull: false });
  const put = (part: Partial<ShownRule>) => builder.changeRule(rule.id, (now) => ({ ...now, ...part }));
  return (
    <div className={classes.rule} role="group" aria-label={name}>
      <div className={classes.line}>
        <Grip id={rule.id} name={name} />
        <VariablePicker
          hideLabel
          label={t("builder.field")}
          value={rule.field}
          readOnly={builder.readOnly}
          variables={builder.variables}
          onChange={(next) => put({ field: next })}
        />
        <RuleOptions rule={rule} name={name} onChange={put} />
        {!builder.readOnly && (
          <IconButton
            label={t("builder.remove", { name })}
            size="sm"
            onClick={() => builder.remove(rule.id, name)}
          >
            <IconTrash size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      <div className={classes.line} data-comparison>
        <OperatorSelect
          rule={rule}
          label={t("builder.operator", { name: field })}
          readOnly={builder.readOnly}
          onChange={(operator) => builder.changeRule(rule.id, (now) => withOperator(now, operator))}
        />
        <Operand rule={rule} name={field} readOnly={builder.readOnly} onChange={(value) => put({ value })} />
      </div>
      <Outcome id={rule.id} name={name} isLong />
      <Misfits rule={rule} />
    </div>
  );
}

const FAMILIES: readonly OperatorFamily[] = ["equality", "list", "order", "text", "pattern", "presence"];

interface OperatorSelectProps {
  rule: ShownRule;
  label: string;
  readOnly: boolean;
  onChange: (operator: string) => void;
}

function OperatorSelect({ rule, label, readOnly, onChange }: OperatorSelectProps) {
  const { t } = useTranslation("rules");
  const known = operatorNamed(rule.operator);
  const data = FAMILIES.map((family) => ({
    group: t(`family.${family}`),
    items: OPERATORS.filter((one) => one.family === family).map(({ name }) => ({
      // An alias that is written stays as it is while it is meant.
      value: known?.name === name ? rule.operator : name,
      label: t(`operator.${name}`),
    })),
  }));
  const foreign = known
    ? []
    : [{ value: rule.operator, label: t("builder.unknownOperator", { name: rule.operator || "…" }) }];
  return (
    <Select
      size="sm"
      className={classes.operator}
      aria-label={label}
      data={[...foreign, ...data]}
      value={rule.operator}
      readOnly={readOnly}
      allowDeselect={false}
      maxDropdownHeight={360}
      error={!known}
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
      onChange={(chosen) => {
        if (chosen !== null && chosen !== rule.operator) onChange(chosen);
      }}
    />
  );
}

function Misfits({ rule }: { rule: ShownRule }) {
  const { t } = useTranslation("rules");
  // What the picker of the variable says itself.
  const told = misfits(rule).filter(({ code }) => code !== "bad_path" && code !== "unknown_scope");
  return (
    <div aria-live="polite">
      {told.map(({ code, found, isWrong }) => (
        <div key={code} className={classes.misfit} data-wrong={isWrong || undefined}>
          <IconAlertTriangle size={14} aria-hidden />
          <span>{t(`misfit.${code}`, { found })}</span>
        </div>
      ))}
    </div>
  );
}
