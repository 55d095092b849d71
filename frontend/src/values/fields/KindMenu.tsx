import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import {
  IconCircleDashed,
  IconCode,
  IconLetterT,
  IconList,
  IconNumber123,
  IconToggleLeft,
  type Icon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "./AnyValue.module.css";
import type { ValueKind } from "./kinds";

const ICONS: Readonly<Record<ValueKind, Icon>> = {
  text: IconLetterT,
  number: IconNumber123,
  boolean: IconToggleLeft,
  list: IconList,
  json: IconCode,
  null: IconCircleDashed,
};

interface Props {
  label: string;
  kind: ValueKind;
  offered: readonly ValueKind[];
  onChange: (kind: ValueKind) => void;
}

/** Of what kind a value is: shown by its sign, chosen in a menu. */
export function KindMenu({ label, kind, offered, onChange }: Props) {
  const { t } = useTranslation("values");
  const Sign = ICONS[kind];
  const name = t("kind.now", { label, kind: t(`kind.${kind}`) });
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <Tooltip label={t(`kind.${kind}`)} openDelay={400}>
          <ActionIcon variant="default" size="md" className={classes.kind} aria-label={name}>
            <Sign size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((one) => {
          const Own = ICONS[one];
          return (
            <Menu.Item
              key={one}
              leftSection={<Own size={16} aria-hidden />}
              disabled={one === kind}
              onClick={() => onChange(one)}
            >
              {t(`kind.${one}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
