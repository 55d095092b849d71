import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Fault, faultText } from "@/api/faults";
import { useEditor } from "@/store";

import { fieldName, valueName, type Words } from "../naming";
import classes from "./proposals.module.css";
import type { PartConflict } from "./types";

type ConflictsProps = { conflicts: readonly PartConflict[]; words: Words };

/** Where others changed the same since: what the proposal says there, and what the draft says by now. */
export function Conflicts({ conflicts, words }: ConflictsProps) {
  const { t } = useTranslation("proposals");
  if (conflicts.length === 0) return null;
  return (
    <Alert color="yellow" mt="xs" p="xs" title={t("conflicts.title")}>
      {conflicts.map((one, place) =>
        one.code === "change:conflict" ? (
          <Sides key={place} conflict={one} words={words} />
        ) : (
          <Text key={place} size="sm">
            {faultText(new Fault(one.code, 409, one.code))}
          </Text>
        ),
      )}
    </Alert>
  );
}

function Sides({ conflict, words }: { conflict: PartConflict; words: Words }) {
  const { t } = useTranslation("proposals");
  const people = useEditor((state) => state.people);
  const path = textOf(conflict.path);
  const who = people.find(({ personId }) => personId === conflict.author_id)?.name;
  const { yours, theirs, is_cut: isCut } = conflict;
  const isGone = !yours || yours.op === "remove";
  return (
    <dl className={classes.sides}>
      <dt>{fieldName(path, words)}</dt>
      <dd>
        <span>{t("conflicts.yours")}</span>
        {isGone ? t("conflicts.gone") : valueName(path, yours.value, words)}
      </dd>
      <dd>
        <span>{who ? t("conflicts.theirsBy", { name: who }) : t("conflicts.theirs")}</span>
        {theirs === null || theirs === undefined ? t("conflicts.gone") : valueName(path, theirs, words)}
        {isCut && " …"}
      </dd>
    </dl>
  );
}

function textOf(path: PartConflict["path"]): string {
  if (path === null || path === undefined) return "";
  return typeof path === "string" ? path : path.join(".");
}
