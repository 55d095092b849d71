import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { fieldFault } from "@/api/faults";
import { FaultAlert, IconButton, Section } from "@/ui";

import type { TabProps } from "../types";
import { useChannelChange } from "../useChannelChange";
import { MOST_ORIGINS, readOrigin, type OriginFault } from "./origins";
import classes from "./SitesSection.module.css";

/** The pages of others where the chat may be. Each is kept as soon as it is added, and taken off as soon. */
export function SitesSection({ channel, rights }: TabProps) {
  const { t } = useTranslation("channels");
  const saving = useChannelChange(channel);
  const sites = channel.allowed_origins;
  const add = (site: string) => saving.mutateAsync({ add_origins: [site] });
  const remove = (site: string) => void saving.mutateAsync({ remove_origins: [site] }).catch(() => undefined);
  return (
    <Section title={t("sites.title")} lead={t("sites.lead")}>
      <Stack gap="sm">
        {sites.length === 0 && (
          <Text size="sm" c="var(--text-2)">
            {t("sites.none")}
          </Text>
        )}
        <ul className={classes.sites} aria-live="polite">
          {sites.map((site) => (
            <li key={site}>
              <span>{site === "*" ? t("sites.any") : site}</span>
              {rights.mayEdit && (
                <IconButton
                  label={t("sites.remove", { site })}
                  onClick={() => remove(site)}
                  disabled={saving.isPending}
                >
                  <IconTrash size={16} />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
        {sites.includes("*") && (
          <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />}>
            {t("sites.anyHint")}
          </Alert>
        )}
        <FaultAlert fault={saving.error} told={rights.mayEdit ? ["add_origins"] : []} />
        {rights.mayEdit && (
          <Adding
            sites={sites}
            onAdd={add}
            isBusy={saving.isPending}
            refused={fieldFault(saving.error, "add_origins")}
          />
        )}
      </Stack>
    </Section>
  );
}

type AddingProps = {
  sites: string[];
  onAdd: (site: string) => Promise<unknown>;
  isBusy: boolean;
  refused?: string;
};

function Adding({ sites, onAdd, isBusy, refused }: AddingProps) {
  const { t } = useTranslation("channels");
  const [text, setText] = useState("");
  const [fault, setFault] = useState<OriginFault | "taken" | null>(null);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const read = readOrigin(text);
    if ("fault" in read) return setFault(read.fault);
    if (sites.includes(read.origin)) return setFault("taken");
    if (sites.length >= MOST_ORIGINS) return setFault("many");
    await onAdd(read.origin).then(
      () => setText(""),
      () => undefined,
    );
  };
  return (
    <form noValidate onSubmit={(event) => void add(event)}>
      <Group align="flex-start" gap="xs">
        <TextInput
          className={classes.field}
          label={t("sites.add")}
          placeholder="https://shop.example"
          inputMode="url"
          value={text}
          error={fault ? t(`sites.faults.${fault}`) : refused}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFault(null);
          }}
        />
        <Button
          type="submit"
          variant="default"
          className={classes.button}
          leftSection={<IconPlus size={16} />}
          loading={isBusy}
        >
          {t("sites.action")}
        </Button>
      </Group>
    </form>
  );
}
