import { IconPaperclip, IconPuzzle, IconSquareRoundedPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Step } from "@/model/document";
import { useEditor } from "@/store";
import { metaOf } from "./geometry";
import type { Meta } from "./geometry";
import classes from "./step.module.css";

/** What a step brings beside its text. */
export function StepMeta({ step }: { step: Step }) {
  return (
    <div className={classes.meta}>
      {metaOf(step).map((meta) => (
        <MetaItem key={meta.kind} meta={meta} />
      ))}
    </div>
  );
}

const ICONS = { attachments: IconPaperclip, widget: IconSquareRoundedPlus, template: IconPuzzle } as const;

function MetaItem({ meta }: { meta: Meta }) {
  const { t } = useTranslation("canvas");
  const templateName = useEditor((state) =>
    meta.kind === "template" ? (state.index.template(meta.id, meta.version)?.name ?? meta.id) : "",
  );
  const Icon = ICONS[meta.kind];
  return (
    <span className={classes.metaItem}>
      <Icon size={14} stroke={1.8} aria-hidden />
      {meta.kind === "attachments" && t("meta.attachments", { count: meta.count })}
      {meta.kind === "widget" && t(`widgets.${meta.widget}`, { defaultValue: meta.widget })}
      {meta.kind === "template" && t("meta.template", { name: templateName, version: meta.version })}
    </span>
  );
}
