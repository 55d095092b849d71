import { Button, Group as Row, Stack } from "@mantine/core";
import { IconPencil, IconPlus, IconWorld } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { ChoiceField } from "../editing/ChoiceField";
import { setting, useEdit } from "../editing/useEdit";
import { newRequest } from "../requests/operations";
import { requestTitle } from "../requests/titles";
import { usePlace } from "../place";
import type { GroupFace, GroupFormProps } from "./form";

/** Sends a request of the bot. */
function ResponseForm({ group, place }: GroupFormProps) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const requests = useEditor((state) => state.document.requests);
  const openRequest = usePlace((state) => state.openRequest);
  const id = group.type === "response" ? group.request : undefined;
  const known = requests?.some((one) => one.id === id);
  const make = () => {
    const made = newRequest(t("requests.new"));
    edit.run([made.operation, setting([...place, "request"], made.id)], t("requests.add"));
    openRequest(made.id);
  };
  return (
    <Stack gap={6}>
      <ChoiceField
        path={[...place, "request"]}
        value={id}
        label={t("groups.request")}
        placeholder={t("groups.requestPlaceholder")}
        searchable
        choices={(requests ?? []).map((one) => ({ value: one.id, label: requestTitle(one) }))}
      />
      <Row gap={6}>
        {id !== undefined && known ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => openRequest(id)}
          >
            {t(edit.readOnly ? "requests.show" : "requests.edit")}
          </Button>
        ) : null}
        {edit.readOnly ? null : (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={make}
          >
            {t("requests.add")}
          </Button>
        )}
      </Row>
    </Stack>
  );
}

export const RESPONSE: GroupFace = { icon: IconWorld, Form: ResponseForm, keys: ["request"] };
