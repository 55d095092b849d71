import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRocket } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { PublishDialog } from "./PublishDialog";

export function PublishButton() {
  const { t } = useTranslation("versions");
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button size="xs" leftSection={<IconRocket size={16} />} onClick={dialog.open} data-publish>
        {t("publish.open")}
      </Button>
      {opened && <PublishDialog onClose={dialog.close} />}
    </>
  );
}
