import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { fieldName, valueName, type Words } from "./naming";
import type { FieldChange } from "./types";
import classes from "./versions.module.css";

type FieldsProps = { fields: readonly FieldChange[]; words: Words };

/** What changed, place by place. Where it is on the canvas is not told by numbers. */
export function Fields({ fields, words }: FieldsProps) {
  const { t } = useTranslation("versions");
  const said = fields.filter(({ path }) => !isPlace(path));
  return (
    <dl className={classes.fields}>
      {said.map((field) => (
        <Field key={field.path} field={field} words={words} />
      ))}
      {said.length < fields.length && (
        <>
          <dt>{t("fields.position")}</dt>
          <dd>{t("elsewhere")}</dd>
        </>
      )}
    </dl>
  );
}

function Field({ field: { path, before, after }, words }: { field: FieldChange; words: Words }) {
  const { t } = useTranslation("versions");
  return (
    <>
      <dt title={path}>{fieldName(path, words)}</dt>
      <dd>
        {isSaid(before) && (
          <del>
            <VisuallyHidden>{t("before")} </VisuallyHidden>
            {valueName(path, before, words)}
          </del>
        )}
        {isSaid(after) && (
          <ins>
            <VisuallyHidden>{t("after")} </VisuallyHidden>
            {valueName(path, after, words)}
          </ins>
        )}
      </dd>
    </>
  );
}

function isPlace(path: string): boolean {
  return /^(steps|notes)\.[^.]+\.position(\.[xy])?$/.test(path);
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined;
}
