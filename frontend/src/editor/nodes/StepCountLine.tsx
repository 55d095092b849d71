import { useTranslation } from "react-i18next";
import { ownOf } from "@/model/json";
import { useEditor } from "@/store";
import classes from "./step.module.css";

/** Below a node while numbers are shown: how many came, and how many went no further. */
export function StepCountLine({ id }: { id: string }) {
  const { t, i18n } = useTranslation("canvas");
  const count = useEditor((state) =>
    state.counts === null ? null : (ownOf(state.counts.steps, id) ?? NOBODY),
  );
  if (count === null) return null;
  const share = count.entered === 0 ? 0 : count.dropped / count.entered;
  const compact = new Intl.NumberFormat(i18n.language, { notation: "compact" });
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  return (
    <>
      <span className={classes.drop} style={{ opacity: Math.min(0.35, share * 0.5) }} aria-hidden />
      <div className={classes.counts}>
        <span title={t("counts.entered", { count: count.entered })}>
          {t("counts.enteredShort", { number: compact.format(count.entered) })}
        </span>
        {count.dropped > 0 && (
          <span className={classes.dropped}>
            {t("counts.droppedShort", {
              number: compact.format(count.dropped),
              share: percent.format(share),
            })}
          </span>
        )}
      </div>
    </>
  );
}

const NOBODY = { entered: 0, dropped: 0, noMatch: 0 };
