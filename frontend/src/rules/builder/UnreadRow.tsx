import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";
import { JsonValue } from "@/values";
import { node } from "../model/parse";
import type { Unread } from "../model/shown";
import { useBuilder } from "./context";
import { Grip } from "./Grip";
import classes from "./RuleBuilder.module.css";

/** Something that is no condition of the language, as it is written; mended it becomes one. */
export function UnreadRow({ part }: { part: Unread }) {
  const { t } = useTranslation("rules");
  const builder = useBuilder();
  const name = t("unread");
  return (
    <div className={classes.rule} role="group" aria-label={name}>
      <div className={classes.line}>
        <Grip id={part.id} name={name} />
        <span className={classes.grow}>{t("builder.raw")}</span>
        {!builder.readOnly && (
          <IconButton
            label={t("builder.remove", { name })}
            size="sm"
            onClick={() => builder.remove(part.id, name)}
          >
            <IconTrash size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      <JsonValue
        hideLabel
        label={name}
        value={part.raw}
        readOnly={builder.readOnly}
        onChange={(raw) => builder.replace(part.id, { ...node(raw), id: part.id })}
      />
    </div>
  );
}
