import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./ShortcutHelp.module.css";
import { keysOf } from "./shown";
import { SECTIONS, SHORTCUT_IDS, shortcut } from "./table";
import type { Chord, Section, ShortcutId } from "./table";

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("canvas");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t("keys.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {SECTIONS.map((section) => (
          <Keys key={section} section={section} />
        ))}
      </SimpleGrid>
    </Modal>
  );
}

function Keys({ section }: { section: Section }) {
  const { t } = useTranslation("canvas");
  const ids = SHORTCUT_IDS.filter((id) => shortcut(id).section === section);
  return (
    <Stack gap={6}>
      <Title order={3} size="h5">
        {t(`keys.sections.${section}`)}
      </Title>
      <dl className={classes.list}>
        {ids.map((id) => (
          <Line key={id} id={id} />
        ))}
      </dl>
    </Stack>
  );
}

function Line({ id }: { id: ShortcutId }) {
  const { t } = useTranslation("canvas");
  return (
    <div className={classes.line}>
      <dt>
        <Text size="sm">{t(`keys.names.${id}`)}</Text>
      </dt>
      <dd>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          {shortcut(id).chords.map((chord, place) => (
            <Keyboard key={place} chord={chord} />
          ))}
        </Group>
      </dd>
    </div>
  );
}

function Keyboard({ chord }: { chord: Chord }) {
  return (
    <span className={classes.chord}>
      {keysOf(chord).map((key) => (
        <Kbd key={key} size="sm">
          {key}
        </Kbd>
      ))}
    </span>
  );
}
