import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { FaultAlert } from "./FaultAlert";

type SaveRowProps = {
  form: { isDirty: () => boolean };
  saving: { error: unknown; isPending: boolean };
  /** Fields, by their names in the body, at which it is told what is wrong with them. */
  told: readonly string[];
  mayEdit?: boolean;
};

/** Under a form: why it was refused, and the button that saves what was changed. */
export function SaveRow({ form, saving, told, mayEdit = true }: SaveRowProps) {
  const { t } = useTranslation("ui");
  return (
    <>
      <FaultAlert fault={saving.error} told={told} />
      {mayEdit && (
        <Group>
          <Button type="submit" loading={saving.isPending} disabled={!form.isDirty()}>
            {t("save")}
          </Button>
        </Group>
      )}
    </>
  );
}
