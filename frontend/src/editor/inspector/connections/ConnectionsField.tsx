import { Input } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inOrder, type Group, type Step } from "@/model/document";
import { SortableList } from "@/values";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import { isUnder, type Path } from "../editing/path";
import { useEdit } from "../editing/useEdit";
import { usePlace } from "../place";
import { AddConnection } from "./AddConnection";
import { ConnectionCard } from "./ConnectionCard";
import { reorder } from "./operations";
import { pinnedCount } from "./order";
import { useWayName } from "./useWayName";

interface Props {
  group: Group;
  place: Path;
  step: Step | null;
}

/** The ways on from a group, in the order they are tested; an "otherwise" at the end stays there. */
export function ConnectionsField({ group, place, step }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = useIssuesAt([...place, "connections"], true);
  const wayName = useWayName();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const connections = inOrder(group.connections);
  const target = usePlace((state) => state.target);
  const aim = usePlace((state) => state.aim);
  const isOpen = (id: string) =>
    opened.has(id) ||
    (target !== null && isUnder(target, [...place, "connections", id]) && target.at(-1) !== "to");
  const toggle = (id: string) =>
    setOpened((held) => new Set(held.has(id) ? [...held].filter((one) => one !== id) : [...held, id]));
  return (
    <FieldFrame path={[...place, "connections"]} issues={issues} gap={6}>
      <Input.Label component="div">{t("ways.title")}</Input.Label>
      <SortableList
        label={t("ways.title")}
        items={connections}
        keyOf={(one) => one.id}
        nameOf={(one) => wayName(one)}
        pinned={pinnedCount(connections)}
        readOnly={edit.readOnly}
        onMove={(from, to) => edit.run(reorder(place, group, from, to), t("ways.move"))}
      >
        {(connection, _, grip) => (
          <ConnectionCard
            connection={connection}
            place={[...place, "connections", connection.id]}
            step={step}
            grip={grip}
            open={isOpen(connection.id)}
            onToggle={() => {
              if (isOpen(connection.id) === opened.has(connection.id)) toggle(connection.id);
              aim(null);
            }}
          />
        )}
      </SortableList>
      <AddConnection group={group} place={place} onAdded={toggle} />
    </FieldFrame>
  );
}
