import { Button, Group, Text } from "@mantine/core";
import { IconCheck, IconCircleDashed, IconTrash, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { components } from "@/api/schema";
import { isObject } from "@/model/json";
import { useEditor } from "@/store";
import { IconButton } from "@/ui";

import classes from "../TestChat.module.css";
import { keptTest, turnsOf } from "../testing/conversation";
import { outcomeOf } from "../testing/reading";
import { useTesting } from "../testing/store";
import { Differences } from "./Differences";
import { useKept } from "./useKept";

type Kept = components["schemas"]["KeptTest"];
type Result = components["schemas"]["TestResult"];

type KeptTestProps = {
  kept: Kept;
  result: Result | undefined;
  /** What must follow is another now. */
  onMended: () => void;
};

/** One test: green or red, what differed, and what can be done about it. */
export function KeptTest({ kept, result, onMended }: KeptTestProps) {
  const { t } = useTranslation("chat");
  const readOnly = useEditor((state) => state.readOnly);
  const open = useTesting((state) => state.open);
  const { remove, replace } = useKept();
  const test = isObject(kept.test) ? kept.test : {};
  const name = kept.name || t("kept.nameless");
  const accept = async () => {
    const outcomes = (result?.turns ?? []).map(outcomeOf);
    const played = { test, differences: result?.differences ?? [] };
    await replace(kept, keptTest(kept.name, turnsOf(test), outcomes, played));
    onMended();
  };
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Light result={result} />
          <Text size="sm" className={classes.words}>
            {name}
          </Text>
        </Group>
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t("kept.openNamed", { name })}
            onClick={() => open(test)}
          >
            {t("kept.open")}
          </Button>
          {!readOnly && (
            <IconButton label={t("kept.remove", { name })} size="sm" onClick={() => remove(kept)}>
              <IconTrash size={14} />
            </IconButton>
          )}
        </Group>
      </Group>
      {result && !result.passed && (
        <>
          <Differences result={result} />
          {!readOnly && result.turns && (
            <Button size="compact-xs" variant="default" mt={6} ml={24} onClick={() => void accept()}>
              {t("kept.accept")}
            </Button>
          )}
        </>
      )}
    </li>
  );
}

function Light({ result }: { result: Result | undefined }) {
  const { t } = useTranslation("chat");
  if (result?.passed === true)
    return <IconCheck size={18} color="var(--success-text)" aria-label={t("kept.green")} role="img" />;
  if (result?.passed === false)
    return <IconX size={18} color="var(--danger-text)" aria-label={t("kept.red")} role="img" />;
  return <IconCircleDashed size={18} color="var(--text-2)" aria-label={t("kept.unplayed")} role="img" />;
}
