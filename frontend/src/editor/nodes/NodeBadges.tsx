import { Avatar, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconExclamationCircle, IconFlagFilled, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";
import { ownOf } from "@/model/json";
import { useEditor } from "@/store";
import { language } from "@/i18n";
import { useFaults } from "./faults";
import classes from "./step.module.css";

/** On the upper edge of a node: where it begins, its faults, who is there. */
export function NodeBadges({ id, isFirst }: { id: string; isFirst: boolean }) {
  const { t } = useTranslation("canvas");
  return (
    <>
      {isFirst && (
        <span className={classes.first}>
          <IconFlagFilled size={11} aria-hidden />
          {t("node.first")}
        </span>
      )}
      <div className={classes.badges}>
        <Someone id={id} />
        <Faults id={id} />
      </div>
    </>
  );
}

function Faults({ id }: { id: string }) {
  const { t } = useTranslation("canvas");
  const issues = useFaults(id);
  const reveal = useEditor((state) => state.reveal);
  const setView = useEditor((state) => state.setView);
  const [first] = issues;
  if (first === undefined) return null;
  const isError = issues.some((issue) => issue.severity === "error");
  const Icon = isError ? IconExclamationCircle : IconAlertTriangle;
  const sentences = issues
    .slice(0, 4)
    .map((issue) => (language() === "ru" ? issue.message_ru : issue.message));
  return (
    <Tooltip label={sentences.join("\n")} multiline maw={320} className={classes.sentences}>
      <button
        type="button"
        className={`${classes.faults} nodrag`}
        data-severity={isError ? "error" : "warning"}
        aria-label={t("node.faults", { count: issues.length })}
        onClick={() => {
          setView({ dock: "properties" });
          reveal({ step: id, path: first.target ?? undefined });
        }}
      >
        <Icon size={13} stroke={2.2} aria-hidden />
        {issues.length}
      </button>
    </Tooltip>
  );
}

function Someone({ id }: { id: string }) {
  const { t } = useTranslation("canvas");
  const names = useEditor(
    useShallow((state) => [
      ...new Set(
        state.people
          .filter((one) => !one.isMe && one.step === id)
          .map((one) => one.name ?? t("node.somebody")),
      ),
    ]),
  );
  const lock = useEditor((state) => ownOf(state.locks, id));
  const holder = lock && !lock.isMine ? (lock.name ?? t("node.somebody")) : null;
  if (names.length === 0 && holder === null) return null;
  const shown = holder !== null && !names.includes(holder) ? [holder, ...names] : names;
  return (
    <Tooltip
      label={holder === null ? t("node.here", { names: shown.join(", ") }) : t("node.held", { name: holder })}
    >
      <span className={classes.people} data-held={holder !== null || undefined}>
        {holder !== null && <IconLock size={12} aria-hidden />}
        {shown.slice(0, 2).map((name) => (
          <Avatar key={name} size={18} radius="xl" name={name} color="initials" variant="filled" />
        ))}
        <span className={classes.personName}>{shown[0]}</span>
      </span>
    </Tooltip>
  );
}
