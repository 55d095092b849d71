import { Group, Stack, Text } from "@mantine/core";
import { IconAlertCircle, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { problemText } from "@/chat/problems";
import classes from "./RanCode.module.css";
import type { Ran } from "./useRunCode";

/** What code gave back, set and printed, or what it failed with. */
export function RanCode({ ran }: { ran: Ran }) {
  const { t } = useTranslation("inspector");
  const writes = Object.entries(ran.writes);
  return (
    <Stack gap="sm">
      <Group gap={6} wrap="nowrap">
        {ran.problem === null ? (
          <IconCircleCheck size={18} className={classes.well} aria-hidden />
        ) : (
          <IconAlertCircle size={18} className={classes.failed} aria-hidden />
        )}
        <Text size="sm" fw={600}>
          {t(ran.problem === null ? "running.well" : "running.failed", { ms: Math.round(ran.elapsed_ms) })}
        </Text>
      </Group>
      {ran.problem === null ? (
        <Part title={t("running.value")} text={JSON.stringify(ran.value, null, 2)} />
      ) : (
        <Failure ran={ran} />
      )}
      {writes.length > 0 ? (
        <Part
          title={t("running.writes")}
          text={writes.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join("\n")}
        />
      ) : null}
      {ran.prints === "" ? null : <Part title={t("running.prints")} text={ran.prints} />}
    </Stack>
  );
}

function Failure({ ran }: { ran: Ran }) {
  const { t } = useTranslation("inspector");
  const { t: told } = useTranslation("chat");
  const { error, problem } = ran;
  const said = error ? [error.type, error.message].filter((part) => part !== "").join(": ") : "";
  return (
    <Stack gap={4}>
      {problem === "code:error" || problem === null ? null : (
        <Text size="sm">{problemText(problem, told)}</Text>
      )}
      <pre className={classes.text}>
        {error?.line ? `${t("running.line", { line: error.line })}: ${said}` : said}
        {error?.source ? `\n${error.source}` : null}
      </pre>
    </Stack>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <Stack gap={4}>
      <Text size="xs" c="var(--text-2)">
        {title}
      </Text>
      <pre className={classes.text}>{text}</pre>
    </Stack>
  );
}
