import { Avatar, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useEditor, type Person } from "@/store";

import classes from "./TopBar.module.css";

const SHOWN = 4;

/** Who else has the bot open. */
export function Present() {
  const { t } = useTranslation("panels");
  const people = useEditor((state) => state.people);
  const others = [...new Map(people.filter((one) => !one.isMe).map((one) => [one.personId, one])).values()];
  if (others.length === 0) return null;
  return (
    <Avatar.Group aria-label={t("present", { count: others.length })} role="group">
      {others.slice(0, SHOWN).map((one) => (
        <Face key={one.personId} person={one} />
      ))}
      {others.length > SHOWN && (
        <Avatar size={26} radius="xl">
          +{others.length - SHOWN}
        </Avatar>
      )}
    </Avatar.Group>
  );
}

function Face({ person }: { person: Person }) {
  const { t } = useTranslation("panels");
  const name = person.name ?? t("somebody");
  return (
    <Tooltip label={name}>
      <Avatar
        size={26}
        radius="xl"
        name={name}
        alt={name}
        color="initials"
        classNames={{ placeholder: classes.initials }}
      />
    </Tooltip>
  );
}
