import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Fields } from "../Fields";
import type { Words } from "../naming";
import { PartHead, usePartName } from "../PartHead";
import { Conflicts } from "./Conflicts";
import { decidedBy, fieldsOf, named } from "./parts";
import classes from "./proposals.module.css";
import type { Asked, Difference, ProposedPart } from "./types";
import { usePartNames } from "./usePartNames";

type PartProps = {
  part: ProposedPart;
  difference: Difference;
  words: Words;
  /** null: nothing can be decided. */
  onAsk: ((asked: Asked) => void) | null;
  onShow: () => void;
};

/** What would become of one part, what stands in its way, and what goes along with it. */
export function Part({ part, difference, words, onAsk, onShow }: PartProps) {
  const { t } = useTranslation("proposals");
  const namesOf = usePartNames();
  const shown = named(part);
  const name = usePartName(shown) || namesOf([part]);
  const only = [part.part];
  const others = (verb: Asked["verb"]) =>
    decidedBy(difference, { verb, parts: only }).filter((one) => one !== part);
  const needs = others("accept");
  const needing = others("reject");
  const fields = fieldsOf(part);
  return (
    <section className={classes.part} aria-label={name}>
      <PartHead change={shown} onShow={onShow} />
      {fields.length > 0 && <Fields fields={fields} words={words} />}
      <Conflicts conflicts={part.conflicts} words={words} />
      {needs.length > 0 && (
        <Text size="xs" c="var(--text-2)" mt={6}>
          {t("needs", { names: namesOf(needs) })}
        </Text>
      )}
      {needing.length > 0 && (
        <Text size="xs" c="var(--text-2)" mt={6}>
          {t("neededBy", { names: namesOf(needing) })}
        </Text>
      )}
      {onAsk && (
        <Group gap="xs" mt="xs">
          <Button
            size="compact-sm"
            variant="light"
            aria-label={t("acceptNamed", { name })}
            onClick={() => onAsk({ verb: "accept", parts: only })}
          >
            {t("accept")}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t("rejectNamed", { name })}
            onClick={() => onAsk({ verb: "reject", parts: only })}
          >
            {t("reject")}
          </Button>
        </Group>
      )}
    </section>
  );
}
