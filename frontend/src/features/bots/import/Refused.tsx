import { Alert, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { faultText, fieldsOf } from "@/api/faults";

import classes from "./ImportDialog.module.css";

const SHOWN = 20;

/** Why a document was not taken, and each place to mend in it. */
export function Refused({ fault }: { fault: unknown }) {
  const { t } = useTranslation("bots");
  const fields = Object.entries(fieldsOf(fault));
  const left = fields.length - SHOWN;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertCircle size={18} />}
      title={faultText(fault)}
      classNames={{ title: classes.refused, icon: classes.refused }}
    >
      {fields.length > 0 && (
        <Text size="sm" mb={4}>
          {t("import.faults", { count: fields.length })}
        </Text>
      )}
      <ul className={classes.faults}>
        {fields.slice(0, SHOWN).map(([path, message]) => (
          <li key={path}>
            {path && <code>{path}</code>} {message}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Text size="sm" mt={4}>
          {t("import.moreFaults", { count: left })}
        </Text>
      )}
    </Alert>
  );
}
