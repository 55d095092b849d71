import { Button, Stack, Textarea } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { FaultAlert } from "@/ui";
import { useVariables } from "@/values";
import { Advanced } from "../../panel/Advanced";
import { Hint } from "../../panel/Hint";
import { readBy, typedFor, valueTyped } from "./needed";
import { RanCode } from "./RanCode";
import { useRunCode } from "./useRunCode";

const SAID = "message.text";

/** Tries the code of a group with values of one's own, as a bot would run it; nothing of it is kept. */
export function RunCode({ group, source }: { group: string; source: string }) {
  const { t } = useTranslation("inspector");
  const readOnly = useEditor((state) => state.readOnly);
  if (readOnly || source.trim() === "") return null;
  return (
    <Advanced label={t("running.title")}>
      <Attempt group={group} source={source} />
    </Advanced>
  );
}

function Attempt({ group, source }: { group: string; source: string }) {
  const { t } = useTranslation("inspector");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const last = useLastValues();
  const attempt = useRunCode(group);
  const names = readBy(source);
  const written = (name: string) => typed[name] ?? (name === SAID ? "" : typedFor(last.get(name)));
  const run = () => {
    const given = names.filter((name) => written(name) !== "");
    const values = given.map((name): [string, unknown] => [name, valueTyped(written(name))]);
    const said = written(SAID);
    attempt.mutate(Object.fromEntries(said === "" ? values : [...values, [SAID, said]]));
  };
  const field = (name: string, label: string, placeholder: string) => (
    <Textarea
      key={name}
      label={label}
      placeholder={placeholder}
      autosize
      minRows={1}
      maxRows={6}
      value={written(name)}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="sm">
      <Hint>{t("running.hint")}</Hint>
      {field(SAID, t("running.message"), t("running.silence"))}
      {names.map((name) => field(name, name, t("running.nothing")))}
      <div>
        <Button
          size="sm"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={attempt.isPending}
          onClick={run}
        >
          {t("running.run")}
        </Button>
      </div>
      {attempt.error ? <FaultAlert fault={attempt.error} /> : null}
      <div aria-live="polite">{attempt.data ? <RanCode ran={attempt.data} /> : null}</div>
    </Stack>
  );
}

/** What variables held last, or begin with, by path. */
function useLastValues(): ReadonlyMap<string, unknown> {
  return new Map(useVariables().map(({ path, value }) => [path, value]));
}
