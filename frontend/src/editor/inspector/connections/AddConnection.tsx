import { Button, Group as Row } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { groupType, type Group } from "@/model/document";
import { same } from "@/model/json";
import type { Path } from "../editing/path";
import { useEdit } from "../editing/useEdit";
import { newConnection } from "./operations";
import { pinnedCount } from "./order";
import { STARTERS, type Starter } from "./starters";

const ORDER: readonly Starter[] = ["ok", "error", "rule", "otherwise"];

interface Props {
  group: Group;
  place: Path;
  onAdded: (id: string) => void;
}

/** One more way on: the ones that fit what the group does. */
export function AddConnection({ group, place, onAdded }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  if (edit.readOnly) return null;
  const starters = STARTERS[groupType(group)];
  const hasElse = pinnedCount(group.connections ?? []) > 0;
  const hasIt = (starter: Starter) =>
    starter !== "rule" &&
    group.connections?.some((way) => same(way.rules ?? null, starters[starter] ?? null));
  const offered = ORDER.filter((one) =>
    one === "otherwise" ? !hasElse : starters[one] !== undefined && !hasIt(one),
  );
  const add = (starter: Starter) => {
    const rules = starter === "otherwise" ? undefined : starters[starter];
    const operation = newConnection(place, group, rules ? { rules } : {});
    edit.run([operation], t("ways.add"));
    const made = operation.value as { id: string };
    if (starter === "rule") onAdded(made.id);
  };
  return (
    <Row gap={6}>
      {offered.map((starter) => (
        <Button
          key={starter}
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add(starter)}
        >
          {t(`ways.starters.${starter}`)}
        </Button>
      ))}
    </Row>
  );
}
