import { Button, Textarea } from "@mantine/core";
import { IconMaximize, IconPlus } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";
import { UntilLoaded } from "@/values/editing/UntilLoaded";
import { lazily } from "@/ui/lazily";
import classes from "./CodeEditor.module.css";
import type { CodeIssue } from "./issues";
import { BEGINNING } from "./words";

const PythonEditor = lazily(async () => ({ default: (await import("./PythonEditor")).PythonEditor }));

interface Props {
  name: string;
  source: string;
  onChange: (source: string) => void;
  issues: readonly CodeIssue[];
  readOnly?: boolean;
  /** Without it, this is the large one. */
  onEnlarge?: () => void;
}

/** The source, and below it what its keys do. */
export function Code({ name, source, onChange, issues, readOnly = false, onEnlarge }: Props) {
  const { t } = useTranslation("values");
  const [isLeaving, setLeaving] = useState(false);
  const id = useId();
  const isLarge = onEnlarge === undefined;
  const keys = isLeaving ? "code.leaving" : "code.keys";
  return (
    <div className={classes.code} data-large={isLarge || undefined}>
      <UntilLoaded
        plain={
          <Textarea
            aria-label={name}
            rows={isLarge ? 24 : 8}
            classNames={{ input: classes.plain }}
            spellCheck={false}
            data-autofocus={isLarge || undefined}
            value={source}
            readOnly={readOnly}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        }
      >
        <PythonEditor
          describedBy={`${id}-keys`}
          label={name}
          source={source}
          onChange={onChange}
          issues={issues}
          readOnly={readOnly}
          isFirst={isLarge}
          onLeaving={setLeaving}
        />
      </UntilLoaded>
      <div className={classes.foot}>
        <span id={`${id}-keys`} className={classes.keys} aria-live="polite">
          {t(isLarge ? "code.keysLarge" : keys)}
        </span>
        {source.trim() === "" && !readOnly && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={12} aria-hidden />}
            onClick={() => onChange(BEGINNING)}
          >
            {t("code.begin")}
          </Button>
        )}
        {onEnlarge && (
          <IconButton label={t("code.enlarge")} size="sm" onClick={onEnlarge}>
            <IconMaximize size={14} aria-hidden />
          </IconButton>
        )}
      </div>
    </div>
  );
}
