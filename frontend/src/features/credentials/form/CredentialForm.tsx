import { Alert, Button, Divider, Group, Stack, Switch, TagsInput, Text, TextInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { FaultAlert, notify } from "@/ui";
import { SchemaForm } from "@/forms";

import { BotSelect } from "../../channels/BotSelect";
import type { Catalogue, Credential } from "../types";
import { UsageList } from "../UsageList";
import { KEPT_SECRETS, SECRETS, SETTINGS } from "./controls";
import { draftOf, hasSecret, hostOf, isProvider, missingOf, needsSecret, type Draft } from "./draft";
import { RefusedFields, RefusedSecret, RefusedSetting, useRefusal } from "./refused";
import { Service } from "./Service";
import { useSaving } from "./useSaving";
import { optional, useSchemas, type Schemas } from "./useWords";
import { unwrapped } from "./wording";

type Props = {
  credential: Credential | null;
  catalogue: Catalogue;
  workspaceId: string;
  readOnly: boolean;
  onClose: () => void;
};

const EMPTY: Draft = {
  name: "",
  provider: "",
  strategy: "",
  settings: {},
  secret: {},
  hosts: [],
  isDefault: false,
  botId: null,
};

/** Fields of the body at which it is told what is wrong with them. */
function toldIn(schemas: Schemas | null): string[] {
  if (!schemas) return [];
  const fields = (["secret", "settings"] as const).flatMap((part) =>
    Object.keys(schemas[part].properties ?? {}).map((name) => `${part}.${name}`),
  );
  return ["name", "hosts", ...fields];
}

export function CredentialForm({ credential, catalogue, workspaceId, readOnly, onClose }: Props) {
  const { t } = useTranslation(["credentials", "ui"]);
  const [draft, setDraft] = useState<Draft>(() => (credential ? draftOf(credential) : EMPTY));
  const [fault, setFault] = useState<string | null>(null);
  const put = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setFault(null);
  };
  const strategy = catalogue.strategies.find(({ id }) => id === draft.strategy);
  const schemas = useSchemas(strategy);
  const saving = useSaving(credential, workspaceId, () => {
    notify(t(credential ? "form.saved" : "form.made"));
    onClose();
  });
  const faultNow = useFault();
  const save = (event: FormEvent) => {
    event.preventDefault();
    const found = faultNow(credential, draft, schemas);
    setFault(found);
    if (!found && strategy)
      saving.mutate({ ...draft, secret: unwrapped(strategy.secret as Draft["secret"], draft.secret) });
  };
  return (
    <form noValidate onSubmit={save}>
      <Stack>
        <Service catalogue={catalogue} draft={draft} put={put} isKept={credential !== null} />
        {schemas && (
          <RefusedFields value={saving.error}>
            <Whose
              draft={draft}
              put={put}
              workspaceId={workspaceId}
              readOnly={readOnly}
              isKept={credential !== null}
            />
            <Fields
              key={draft.strategy}
              draft={draft}
              put={put}
              schemas={schemas}
              kept={credential}
              readOnly={readOnly}
            />
          </RefusedFields>
        )}
        {credential && (
          <>
            <Divider label={t("usages.title")} labelPosition="left" />
            <UsageList credentialId={credential.id} onLeave={onClose} />
          </>
        )}
        {fault && (
          <Text size="sm" c="var(--danger-text)" role="alert">
            {fault}
          </Text>
        )}
        <FaultAlert fault={saving.error} told={toldIn(schemas)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(readOnly ? "ui:close" : "ui:cancel")}
          </Button>
          {!readOnly && (
            <Button type="submit" loading={saving.isPending} disabled={!schemas}>
              {t(credential ? "ui:save" : "new.action")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** What the server would refuse, said before it is asked. */
function useFault() {
  const { t } = useTranslation("credentials");
  return (kept: Credential | null, draft: Draft, schemas: Schemas | null): string | null => {
    if (!isProvider(draft.provider)) return t("faults.provider");
    if (!schemas) return t("faults.strategy");
    const missing = missingOf(schemas.settings, draft.settings);
    const isWanted = !kept || hasSecret(draft);
    if (isWanted) missing.push(...missingOf(schemas.secret, draft.secret));
    if (missing.length > 0)
      return t("faults.missing", {
        fields: missing.map((key) => t(`fields.${draft.strategy}.${key}.title`, key)).join(", "),
      });
    if (draft.hosts.length === 0) return t("faults.hosts");
    if (kept && !hasSecret(draft) && needsSecret(kept, draft)) return t("faults.secret");
    return null;
  };
}

type PartProps = { draft: Draft; put: (part: Partial<Draft>) => void; readOnly: boolean };

function Whose({
  draft,
  put,
  readOnly,
  isKept,
  workspaceId,
}: PartProps & { isKept: boolean; workspaceId: string }) {
  const { t } = useTranslation("credentials");
  return (
    <>
      <TextInput
        label={t("form.name")}
        description={t("form.nameHint")}
        error={useRefusal("name")}
        placeholder={draft.provider}
        maxLength={200}
        readOnly={readOnly}
        value={draft.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      {(!isKept || draft.botId) && (
        <BotSelect
          workspaceId={workspaceId}
          label={t("form.bot")}
          description={t(isKept ? "form.botKept" : "form.botHint")}
          placeholder={t("form.anyBot")}
          readOnly={isKept}
          value={draft.botId}
          onChange={(botId) => put({ botId })}
        />
      )}
    </>
  );
}

type FieldsProps = PartProps & { schemas: Schemas; kept: Credential | null };

function Fields({ draft, put, schemas, kept, readOnly }: FieldsProps) {
  const { t } = useTranslation("credentials");
  const isAsked = kept !== null && !hasSecret(draft) && needsSecret(kept, draft);
  const isNone = Object.keys(schemas.settings.properties ?? {}).length === 0;
  return (
    <>
      {!readOnly && (
        <>
          <Divider label={t("form.secret")} labelPosition="left" />
          <SchemaForm
            schema={kept ? optional(schemas.secret) : schemas.secret}
            value={draft.secret}
            onChange={(secret) => put({ secret })}
            slots={false}
            Frame={RefusedSecret}
            controls={kept ? KEPT_SECRETS : SECRETS}
          />
          {isAsked && (
            <Alert color="yellow" variant="light" icon={<IconKey size={18} />} role="status">
              {t("faults.secret")}
            </Alert>
          )}
        </>
      )}
      <Divider label={t("form.where")} labelPosition="left" />
      {!isNone && (
        <SchemaForm
          schema={schemas.settings}
          value={draft.settings}
          onChange={(settings) => put({ settings })}
          readOnly={readOnly}
          slots={false}
          Frame={RefusedSetting}
          controls={SETTINGS}
        />
      )}
      <TagsInput
        label={t("form.hosts")}
        description={t("form.hostsHint")}
        error={useRefusal("hosts")}
        placeholder={draft.hosts.length === 0 ? "api.example.com" : undefined}
        required
        acceptValueOnBlur
        readOnly={readOnly}
        splitChars={[",", " "]}
        maxTags={20}
        value={draft.hosts}
        onChange={(hosts) => put({ hosts: [...new Set(hosts.map(hostOf))].filter(Boolean) })}
      />
      <Switch
        label={t("default.label")}
        description={t(draft.botId ? "default.hintOfBot" : "default.hint")}
        disabled={readOnly}
        checked={draft.isDefault}
        onChange={(event) => put({ isDefault: event.currentTarget.checked })}
      />
    </>
  );
}
