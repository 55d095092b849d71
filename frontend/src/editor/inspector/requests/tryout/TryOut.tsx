import { Button, Group, Stack, Textarea } from "@mantine/core";
import { IconEye, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { useEditor } from "@/store";
import { FaultAlert } from "@/ui";
import { Hint } from "../../panel/Hint";
import { Outcome } from "./Outcome";
import { useTryOut } from "./useTryOut";
import { typedValue, variablesOf } from "./variables";

/** Tries a request with values of one's own: shows what would be sent, or sends it. */
export function TryOut({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  const access = useEditor((state) => state.bot.access);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const attempt = useTryOut(request.id);
  const names = variablesOf(request);
  if (access === "viewer") return <Hint>{t("tryout.editorsOnly")}</Hint>;
  const start = (dryRun: boolean) => {
    const given = names.filter((name) => typed[name]);
    attempt.mutate({
      dryRun,
      variables: Object.fromEntries(given.map((name) => [name, typedValue(typed[name] ?? "")])),
    });
  };
  const running = attempt.isPending ? attempt.variables.dryRun : null;
  return (
    <Stack gap="sm">
      <Hint>{t(names.length > 0 ? "tryout.hint" : "tryout.hintBare")}</Hint>
      {names.map((name) => (
        <Textarea
          key={name}
          label={name}
          autosize
          minRows={1}
          maxRows={6}
          value={typed[name] ?? ""}
          onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
        />
      ))}
      <Group gap="xs">
        <Button
          size="sm"
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          loading={running === true}
          disabled={running === false}
          onClick={() => start(true)}
        >
          {t("tryout.preview")}
        </Button>
        <Button
          size="sm"
          leftSection={<IconSend size={16} aria-hidden />}
          loading={running === false}
          disabled={running === true}
          onClick={() => start(false)}
        >
          {t("tryout.send")}
        </Button>
      </Group>
      {attempt.error ? <FaultAlert fault={attempt.error} /> : null}
      <div aria-live="polite">{attempt.data ? <Outcome done={attempt.data} /> : null}</div>
    </Stack>
  );
}
