import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { components } from "@/api/schema";
import { isObject } from "@/model/json";
import { faultText, Fault } from "@/api/faults";
import { Advanced } from "../../panel/Advanced";
import classes from "./Outcome.module.css";

type Executed = components["schemas"]["ExecutedRead"];

/** What was sent and what came back; what went wrong in words. */
export function Outcome({ done }: { done: Executed }) {
  const { t } = useTranslation("inspector");
  const { sent, answer, problems, messages } = done;
  return (
    <Stack gap="sm">
      {problems.map((code, place) => (
        <Text key={code} size="sm" c="var(--danger-text)">
          {faultText(new Fault(code, 422, messages[place] ?? code))}
        </Text>
      ))}
      {answer ? <Answer answer={answer} /> : null}
      {sent ? (
        <Stack gap={4}>
          <Text size="sm" fw={600}>
            {t(answer ? "tryout.sent" : "tryout.wouldSend")}
          </Text>
          <pre className={classes.text}>
            {[`${text(sent["method"])} ${text(sent["url"])}`, ...pairsOf(sent["query"])].join("\n")}
          </pre>
          <Headers headers={sent["headers"]} />
          <Body value={sent["body"] ?? sent["parts"] ?? sent["file"]} />
        </Stack>
      ) : null}
    </Stack>
  );
}

function Answer({ answer }: { answer: Record<string, unknown> }) {
  const { t } = useTranslation("inspector");
  const status = Number(answer["status"] ?? 0);
  const elapsed = Number(answer["elapsed_ms"] ?? 0);
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {t("tryout.answer")}
        </Text>
        {status > 0 ? (
          <Badge variant="light" autoContrast color={answer["ok"] === true ? "green" : "red"}>
            {status}
          </Badge>
        ) : null}
        <Text size="xs" c="var(--text-2)">
          {t("tryout.elapsed", { ms: Math.round(elapsed) })}
        </Text>
      </Group>
      <Body value={answer["body"]} />
      <Headers headers={answer["headers"]} />
    </Stack>
  );
}

function Body({ value }: { value: unknown }) {
  if (value === null || value === undefined || value === "") return null;
  return (
    <pre className={classes.text}>{typeof value === "string" ? value : JSON.stringify(value, null, 2)}</pre>
  );
}

function Headers({ headers }: { headers: unknown }) {
  const { t } = useTranslation("inspector");
  const pairs = pairsOf(headers);
  if (pairs.length === 0) return null;
  return (
    <Advanced label={t("tryout.headers", { count: pairs.length })}>
      <pre className={classes.text}>{pairs.join("\n")}</pre>
    </Advanced>
  );
}

/** Names with their values, one a line. */
function pairsOf(named: unknown): string[] {
  const pairs: unknown[] = isObject(named) ? Object.entries(named) : Array.isArray(named) ? named : [];
  return pairs.map((pair) => (Array.isArray(pair) ? pair.map(text).join(": ") : text(pair)));
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
}
