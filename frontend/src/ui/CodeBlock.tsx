import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "./CodeBlock.module.css";

type CodeBlockProps = { label: string; code: string };

/** Lines of code to take away. Long ones scroll, with the keyboard too. */
export function CodeBlock({ label, code }: CodeBlockProps) {
  const { t } = useTranslation("ui");
  return (
    <div className={classes.block}>
      <pre className={classes.code} tabIndex={0} role="group" aria-label={label}>
        <code>{code}</code>
      </pre>
      <CopyButton value={code} timeout={2000}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t("copied") : t("copy")}>
            <ActionIcon
              className={classes.copy}
              variant="default"
              onClick={copy}
              aria-label={`${copied ? t("copied") : t("copy")}: ${label}`}
            >
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
