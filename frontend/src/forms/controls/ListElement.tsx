import { UnstyledButton } from "@mantine/core";
import { IconChevronRight, IconTrash } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { isObject, type Json, type JsonObject } from "@/model/json";
import { IconButton } from "@/ui";
import { controlOf } from "../control";
import { ObjectFields } from "../ObjectFields";
import { SchemaField } from "../SchemaField";
import classes from "../SchemaForm.module.css";
import { useShape } from "../useWords";

interface Props {
  schema: JsonObject;
  path: readonly string[];
  name: string;
  grip: ReactNode;
  part: Json | undefined;
  readOnly: boolean;
  isFolded: boolean;
  onFold: (folded: boolean) => void;
  onPart: (part: Json) => void;
  onRemove: () => void;
}

/** One element of a list: an object with a head to fold it by, anything else in one line. */
export function ListElement(props: Props) {
  const { schema, path, name, grip, part, readOnly, isFolded, onFold, onPart, onRemove } = props;
  const { t } = useTranslation("values");
  const id = useId();
  const shape = useShape(schema);
  const remove = readOnly ? null : (
    <IconButton size="sm" label={t("form.removeItem", { label: name })} onClick={onRemove}>
      <IconTrash size={16} aria-hidden />
    </IconButton>
  );
  if (controlOf(shape) !== "object" || (part !== undefined && !isObject(part))) {
    return (
      <div className={classes.element}>
        <div className={classes.line}>
          {grip}
          <div className={classes.grow}>
            <SchemaField
              schema={{ ...schema, title: name, title_ru: name, description: null, description_ru: null }}
              path={path}
              value={part}
              isRequired
              onChange={(next) => onPart(next ?? null)}
            />
          </div>
          {remove}
        </div>
      </div>
    );
  }
  return (
    <div className={classes.element} role="group" aria-label={name}>
      <div className={classes.line}>
        {grip}
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={!isFolded}
          aria-controls={id}
          onClick={() => onFold(!isFolded)}
        >
          <IconChevronRight
            size={14}
            className={classes.chevron}
            data-open={!isFolded || undefined}
            aria-hidden
          />
          <span className={classes.name}>{name}</span>
        </UnstyledButton>
        {remove}
      </div>
      {isFolded ? null : (
        <div id={id}>
          <ObjectFields shape={shape} path={path} value={part ?? {}} onChange={onPart} />
        </div>
      )}
    </div>
  );
}

const TITLES = ["label", "title", "text", "name"];

/** What a person would call an element: what it shows. */
export function titleOf(part: Json | undefined): string | null {
  if (!isObject(part)) return null;
  const titles = TITLES.map((key) => part[key]);
  return titles.find((title): title is string => typeof title === "string" && title.trim() !== "") ?? null;
}
