import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { FaultAlert, Loading } from "@/ui";

import { Conflicts } from "./Conflicts";
import { Heading } from "./Heading";
import { decidedBy, isWritingOver } from "./parts";
import classes from "./proposals.module.css";
import { Problems } from "./Problems";
import type { Asked, Difference, ProposedPart } from "./types";
import { useDeciding, useTry, type DecidingProps } from "./useDeciding";
import { useDecidingWords } from "./useDecidingWords";
import { usePartNames } from "./usePartNames";
import { useProposalWords } from "./useProposalWords";

/** Before it is done: which parts it is about, what they write over, and what would be wrong then. */
export function Deciding(props: DecidingProps) {
  const { asked, difference, onBack } = props;
  const { t } = useTranslation("proposals");
  const parts = decidedBy(difference, asked);
  const deciding = useDeciding(props);
  const isSaving = useEditor((state) => state.saved.pending > 0);
  const count = parts.length;
  const words = useDecidingWords(asked, count);
  const isOver = isWritingOver(difference, parts);
  return (
    <>
      <Heading>{words.title}</Heading>
      <PartList parts={parts} asked={asked} />
      {asked.verb !== "accept" && <Text size="sm">{t(`${asked.verb}Text`)}</Text>}
      {asked.verb === "accept" && (
        <>
          <Met parts={parts} difference={difference} />
          <Tried {...props} />
        </>
      )}
      <FaultAlert fault={deciding.error} />
      <Group gap="xs" mt="md">
        <Button
          color={asked.verb === "accept" ? undefined : "red"}
          loading={deciding.isPending || (asked.verb === "accept" && isSaving)}
          disabled={deciding.error !== null}
          onClick={() => deciding.mutate()}
        >
          {asked.verb === "accept" && isOver ? t("acceptOver", { count }) : words.action}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t("back")}
        </Button>
      </Group>
    </>
  );
}

function PartList({ parts, asked }: { parts: readonly ProposedPart[]; asked: Asked }) {
  const { t } = useTranslation("proposals");
  const namesOf = usePartNames();
  return (
    <ul className={classes.chosen}>
      {parts.map((part) => (
        <li key={part.part}>
          {namesOf([part])}
          {asked.parts !== null && !asked.parts.includes(part.part) && (
            <Text span size="xs" c="var(--text-2)">
              {" "}
              {t(asked.verb === "accept" ? "takenAlong" : "goesAlong")}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

function Met({ parts, difference }: { parts: readonly ProposedPart[]; difference: Difference }) {
  const { t } = useTranslation("proposals");
  const words = useProposalWords(difference.parts);
  const conflicts = parts.flatMap((one) => one.conflicts);
  if (!difference.conflicts_known)
    return (
      <Alert color="yellow" p="xs">
        {t("conflicts.unknown")}
      </Alert>
    );
  return <Conflicts conflicts={conflicts} words={words} />;
}

/** What `inspect` would say of the result. */
function Tried(props: DecidingProps) {
  const { t } = useTranslation("proposals");
  const tried = useTry(props);
  if (tried.isPending) return <Loading label={t("trying")} />;
  if (tried.error) return <FaultAlert fault={tried.error} />;
  return <Problems issues={tried.data.issues} />;
}
