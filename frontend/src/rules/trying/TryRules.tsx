import { Button, Collapse, Group, Text, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronRight, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { faultText } from "@/api/faults";
import type { Json } from "@/model/json";
import { AnyValue, useVariables, type Variable } from "@/values";
import classes from "./TryRules.module.css";
import type { RuleTrial } from "./useTrial";

/** Values for the variables that are read, and whether the whole holds with them. */
export function TryRules({ trial, variables }: { trial: RuleTrial; variables?: readonly Variable[] }) {
  const { t } = useTranslation("rules");
  const here = useVariables();
  if (!trial.isPossible) return null;
  const known = new Map((variables ?? here).map((one) => [one.path, one]));
  const last = trial.read.flatMap((path): [string, Json][] => {
    const value = known.get(path)?.value;
    return value === undefined ? [] : [[path, value as Json]];
  });
  const put = (path: string, value: Json) => {
    const next = new Map(trial.values);
    if (value === null || value === "") next.delete(path);
    else next.set(path, value);
    trial.setValues(next);
  };
  return (
    <div className={classes.panel}>
      <UnstyledButton
        className={classes.title}
        aria-expanded={trial.isOpen}
        onClick={() => trial.setOpen(!trial.isOpen)}
      >
        <IconChevronRight
          size={16}
          className={classes.chevron}
          data-open={trial.isOpen || undefined}
          aria-hidden
        />
        {t("try.title")}
      </UnstyledButton>
      <Collapse expanded={trial.isOpen}>
        {trial.isOpen && (
          <div className={classes.body}>
            <Text size="xs" className={classes.quiet}>
              {trial.read.length === 0 ? t("try.none") : t("try.intro")}
            </Text>
            {trial.read.map((path) => (
              <div key={path} className={classes.row}>
                <span className={classes.name}>{path}</span>
                <AnyValue
                  label={path}
                  placeholder={t(path.startsWith("system.") ? "try.clock" : "try.notGiven")}
                  value={trial.values.get(path) ?? ""}
                  onChange={(value) => put(path, value)}
                />
              </div>
            ))}
            <Group gap={6}>
              {last.length > 0 && (
                <Button size="compact-xs" variant="default" onClick={() => trial.setValues(new Map(last))}>
                  {t("try.last")}
                </Button>
              )}
              {trial.values.size > 0 && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  onClick={() => trial.setValues(new Map())}
                >
                  {t("try.clear")}
                </Button>
              )}
            </Group>
            <Verdict trial={trial} />
          </div>
        )}
      </Collapse>
    </div>
  );
}

function Verdict({ trial: { trial, isTrying, fault } }: { trial: RuleTrial }) {
  const { t } = useTranslation("rules");
  return (
    <div className={classes.verdict} role="status" data-holds={fault || !trial ? undefined : trial.holds}>
      {fault ? (
        faultText(fault)
      ) : trial ? (
        <>
          {trial.holds ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
          {t(trial.holds ? "try.holds" : "try.fails")}
        </>
      ) : (
        isTrying && t("try.trying")
      )}
    </div>
  );
}
