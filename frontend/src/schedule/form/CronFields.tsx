import { Button, Input, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";

import classes from "../Schedule.module.css";
import type { EmitterForm } from "./useEmitterForm";
import { CRON_FIELDS, EMPTY_CRON } from "./values";

const MOST = 20; // of one emitter

/** For those who know crons: every field, and as many lines as are needed. */
export function CronFields({ form }: { form: EmitterForm }) {
  const { t } = useTranslation("schedule");
  const { crons } = form.values;
  return (
    <>
      <Text size="sm" c="var(--text-2)">
        {t("form.cronHint")}
      </Text>
      {crons.map((_, line) => (
        <div
          key={line}
          className={classes.cron}
          role="group"
          aria-label={t("form.cronLine", { number: line + 1 })}
        >
          {CRON_FIELDS.map((name) => (
            <TextInput
              key={name}
              label={t(`cron.${name}`)}
              maxLength={100}
              spellCheck={false}
              {...form.getInputProps(`crons.${line}.${name}`)}
            />
          ))}
          {crons.length > 1 && (
            <IconButton
              label={t("form.removeCron", { number: line + 1 })}
              size={36}
              style={{ alignSelf: "end" }}
              onClick={() => form.removeListItem("crons", line)}
            >
              <IconTrash size={18} />
            </IconButton>
          )}
        </div>
      ))}
      {form.errors.crons && <Input.Error role="alert">{form.errors.crons}</Input.Error>}
      {crons.length < MOST && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => form.insertListItem("crons", { ...EMPTY_CRON })}
          >
            {t("form.addCron")}
          </Button>
        </div>
      )}
    </>
  );
}
