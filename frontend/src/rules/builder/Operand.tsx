import { useTranslation } from "react-i18next";

import type { Json } from "@/model/json";
import { AnyValue, JsonValue, TextValue } from "@/values";
import { operatorNamed } from "../model/operators";
import type { ShownRule } from "../model/shown";
import classes from "./RuleBuilder.module.css";

interface Props {
  rule: ShownRule;
  name: string;
  readOnly: boolean;
  onChange: (value: Json) => void;
}

/** What is compared with: one field for each way an operator takes its value. */
export function Operand(props: Props) {
  if (operatorNamed(props.rule.operator)?.takes === "none") return null;
  return (
    <div className={classes.operand}>
      <OperandField {...props} />
    </div>
  );
}

const LISTED = ["list", "text"] as const;

function OperandField({ rule, name, readOnly, onChange }: Props) {
  const { t } = useTranslation("rules");
  const takes = operatorNamed(rule.operator)?.takes;
  const { value } = rule;
  const field = { label: t("builder.value", { name }), readOnly, onChange };
  if (takes === "pair") return <Pair value={value} {...field} />;
  if (takes === "pattern" && (value === undefined || typeof value === "string")) {
    return (
      <div className={classes.pattern}>
        <TextValue hideLabel placeholder={t("builder.pattern")} value={value ?? ""} {...field} />
      </div>
    );
  }
  return <AnyValue value={value} kinds={takes === "list" ? LISTED : undefined} {...field} />;
}

interface PairProps {
  value: Json | undefined;
  label: string;
  readOnly: boolean;
  onChange: (value: Json) => void;
}

function Pair({ value, label, readOnly, onChange }: PairProps) {
  const { t } = useTranslation("rules");
  const ends: readonly Json[] | null =
    Array.isArray(value) && value.length === 2 ? (value as readonly Json[]) : null;
  if (!ends) {
    return (
      <JsonValue hideLabel label={label} value={value ?? null} readOnly={readOnly} onChange={onChange} />
    );
  }
  const [low = null, high = null] = ends;
  const kinds = ["text", "number"] as const;
  return (
    <div className={classes.pair}>
      <AnyValue
        label={t("builder.low")}
        placeholder={t("builder.low")}
        value={low}
        kinds={kinds}
        readOnly={readOnly}
        onChange={(next) => onChange([next, high])}
      />
      <AnyValue
        label={t("builder.high")}
        placeholder={t("builder.high")}
        value={high}
        kinds={kinds}
        readOnly={readOnly}
        onChange={(next) => onChange([low, next])}
      />
    </div>
  );
}
