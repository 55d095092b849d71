import { Button, Group, Input } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json, JsonObject } from "@/model/json";
import { isObject, same } from "@/model/json";
import { JsonValue } from "@/values";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import type { Path } from "./path";
import { useEdit } from "./useEdit";

const EMPTY: JsonObject = {};

interface Props {
  path: Path;
  value: Json | undefined;
  label: string;
  description?: string;
  kind: "object" | "any";
  /** Only a button while there is nothing in it. */
  folded?: boolean;
  /** Without variables. */
  plain?: boolean;
}

/** A JSON value at a place of the document; an empty object is left out. */
export function JsonField({ path, value, label, description, kind, folded, plain }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const [open, setOpen] = useState(!folded);
  const [isWrong, setWrong] = useState(false);
  const fallback: Json = kind === "object" ? EMPTY : null;
  const current = value ?? fallback;
  if (!open && value === undefined) {
    if (edit.readOnly) return null;
    return (
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconBraces size={14} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t("json.add", { label })}
        </Button>
      </Group>
    );
  }
  return (
    <FieldFrame path={path} issues={issues}>
      <JsonValue
        label={label}
        description={description}
        value={current}
        plain={plain}
        readOnly={edit.readOnly}
        onChange={(next) => {
          const fits = kind === "any" || isObject(next);
          setWrong(!fits);
          if (fits && !same(next, current)) edit.set(path, same(next, fallback) ? null : next, label);
        }}
      />
      {isWrong ? <Input.Error>{t("json.object")}</Input.Error> : null}
    </FieldFrame>
  );
}
