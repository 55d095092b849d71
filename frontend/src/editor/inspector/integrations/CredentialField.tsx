import { Anchor, Group, Select, Stack, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { usagesOfCredential } from "@/model/references";
import { useEditor, type Issue } from "@/store";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import type { Path } from "../editing/path";
import { setting, useEdit } from "../editing/useEdit";
import { AlsoUsed } from "../panel/AlsoUsed";
import { fits, type CredentialNeed } from "./fitting";

const NONE: readonly Issue[] = [];

interface Props {
  path: Path;
  value: string | undefined;
  /** null: any may be used, and none need be. */
  need: CredentialNeed | null;
  /** What is told of more than the field itself because of it. */
  more?: readonly Issue[];
}

/** A credential by its name; those that fit are offered, and the way to make one. */
export function CredentialField({ path, value, need, more = NONE }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = [...useIssuesAt(path, true), ...more];
  return (
    <FieldFrame path={path} issues={issues}>
      <CredentialSelect
        value={value}
        need={need}
        error={issues.some((issue) => issue.severity === "error")}
        readOnly={edit.readOnly}
        onChange={(next) => edit.run([setting(path, next)], t("credentials.label"))}
      />
      {value === undefined ? null : (
        <AlsoUsed usagesIn={(document) => usagesOfCredential(document, value)} path={path} />
      )}
    </FieldFrame>
  );
}

interface SelectProps {
  value: string | undefined;
  need: CredentialNeed | null;
  error?: boolean;
  readOnly: boolean;
  onChange: (name: string | null) => void;
}

export function CredentialSelect({ value, need, error, readOnly, onChange }: SelectProps) {
  const { t, i18n } = useTranslation("inspector");
  const { found, byDefault, isRead } = useFitting(need);
  const names = [...new Set([...found.map((one) => one.name), ...(value === undefined ? [] : [value])])];
  const description = i18n.language.startsWith("ru") ? need?.description_ru : need?.description;
  return (
    <Stack gap={4}>
      <Select
        label={t("credentials.label")}
        description={description}
        placeholder={byDefault ? t("credentials.default", { name: byDefault.name }) : t("credentials.none")}
        data={names}
        value={value ?? null}
        clearable
        searchable
        readOnly={readOnly}
        error={error}
        required={need?.is_required}
        nothingFoundMessage={t("credentials.nothing")}
        onChange={(next) => {
          if (next !== (value ?? null)) onChange(next);
        }}
      />
      {readOnly ? null : (
        <Group gap={4}>
          <Anchor href={makeAddress(need)} target="_blank" size="xs">
            <Group gap={4} component="span">
              {t("credentials.make")}
              <IconExternalLink size={12} aria-hidden />
            </Group>
          </Anchor>
          {isRead && found.length === 0 ? (
            <Text size="xs" c="var(--text-2)">
              {t("credentials.noneFits")}
            </Text>
          ) : null}
        </Group>
      )}
    </Stack>
  );
}

function useFitting(need: CredentialNeed | null) {
  const botId = useEditor((state) => state.botId);
  const query = { bot_id: botId, provider: need?.provider ?? undefined, limit: 100 };
  const { data } = $api.useQuery("get", "/api/v1/credentials", { params: { query } });
  const found = (data?.items ?? []).filter((one) => fits(one, need));
  return {
    found,
    byDefault: need?.provider ? found.find((one) => one.is_default) : undefined,
    isRead: data !== undefined,
  };
}

/** In a tab of its own, so that what is being written here stays; coming back reads the list anew. */
function makeAddress(need: CredentialNeed | null): string {
  return need?.provider ? `/credentials?provider=${encodeURIComponent(need.provider)}` : "/credentials";
}
