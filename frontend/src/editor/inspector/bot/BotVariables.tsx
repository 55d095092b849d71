import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconLock, IconLockOpen, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json, JsonObject } from "@/model/json";
import { useEditor } from "@/store";
import { IconButton } from "@/ui";
import { useTall } from "@/values/editing/useTall";
import { useIssuesAt } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";
import { useDraft } from "../editing/useDraft";
import { setting, useEdit } from "../editing/useEdit";
import { Card } from "../panel/Card";
import { Hint } from "../panel/Hint";
import { nameFault, textOf, valueOf } from "./initial-values";
import { SecretValue } from "./SecretValue";

const NONE: JsonObject = {};

/** The initial values of `bot.*`. */
export function BotVariables() {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const variables = useEditor((state) => state.document.variables) ?? NONE;
  const issues = useIssuesAt(["variables"], true);
  const names = Object.keys(variables);
  return (
    <Stack gap="xs" data-place="variables">
      <Hint>{t("variables.hint")}</Hint>
      {names.map((name) => (
        <Variable key={name} name={name} value={variables[name] ?? null} />
      ))}
      <IssueLines issues={issues} />
      {edit.readOnly ? null : <NewVariable names={names} />}
    </Stack>
  );
}

function Variable({ name, value }: { name: string; value: Json }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const secrets = useEditor((state) => state.document.secrets) ?? [];
  const path = `bot.${name}`;
  const isSecret = secrets.includes(path);
  const holdsSecrets = secrets.some((one) => one.startsWith(`${path}.`));
  const issues = useIssuesAt(["variables", name], true);
  const { text, type, leave } = useDraft<Json>({
    value,
    format: textOf,
    parse: (typed) => ({ value: valueOf(typed) }),
    commit: (next) => edit.set(["variables", name], next, t("variables.change", { name: path })),
  });
  const isTall = useTall(text);
  const field = {
    size: "xs",
    "aria-label": t("variables.value", { name: path }),
    placeholder: t("variables.valuePlaceholder"),
    autoComplete: "off",
    value: text,
    readOnly: edit.readOnly,
    onBlur: leave,
    onChange: (event: { currentTarget: { value: string } }) => type(event.currentTarget.value),
  };
  const hide = () => {
    const next = isSecret ? secrets.filter((one) => one !== path) : [...secrets, path];
    edit.run([setting(["secrets"], next.length > 0 ? next : null)], t("variables.secrets"));
  };
  return (
    <Card label={path} place={["variables", name]}>
      <Group gap={4} wrap="nowrap">
        <Text size="sm" ff="monospace" flex={1} miw={0} truncate>
          {path}
        </Text>
        {edit.readOnly ? null : (
          <>
            <IconButton
              label={t(isSecret ? "variables.show" : "variables.hide", { name: path })}
              aria-pressed={isSecret}
              onClick={hide}
            >
              {isSecret ? <IconLock size={16} aria-hidden /> : <IconLockOpen size={16} aria-hidden />}
            </IconButton>
            <IconButton
              label={t("variables.remove", { name: path })}
              onClick={() =>
                edit.run([{ op: "remove", path: ["variables", name] }], t("variables.remove", { name: path }))
              }
            >
              <IconTrash size={16} aria-hidden />
            </IconButton>
          </>
        )}
      </Group>
      {isSecret || holdsSecrets ? (
        <SecretValue name={name} value={value} isWhole={isSecret} />
      ) : isTall ? (
        <Textarea autosize minRows={2} maxRows={10} {...field} />
      ) : (
        <TextInput {...field} />
      )}
      <IssueLines issues={issues} />
    </Card>
  );
}

function NewVariable({ names }: { names: readonly string[] }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const [name, setName] = useState<string | null>(null);
  const bare = (name ?? "").trim().replace(/^bot\./, "");
  const fault = nameFault(bare, names);
  const add = () => {
    if (fault !== null) return;
    edit.run([setting(["variables", bare], "")], t("variables.add"));
    setName(null);
  };
  if (name === null) {
    return (
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setName("")}
        >
          {t("variables.add")}
        </Button>
      </Group>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Group gap={6} align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          data-autofocus
          autoFocus
          aria-label={t("variables.name")}
          leftSection={<Text size="xs">bot.</Text>}
          leftSectionWidth={38}
          value={name}
          error={fault !== null && fault !== "empty" ? t(`variables.faults.${fault}`) : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" disabled={fault !== null}>
          {t("variables.addThis")}
        </Button>
      </Group>
    </form>
  );
}
