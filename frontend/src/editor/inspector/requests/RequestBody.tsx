import { Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { useEdit } from "../editing/useEdit";
import { BODIES } from "./bodies/registry";
import { BODY_KINDS, bodyKind, changeBody, type BodyKind } from "./operations";

/** What is sent as the body, one kind of several. */
export function RequestBody({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const kind = bodyKind(request);
  const Form = BODIES[kind];
  return (
    <Stack gap={6}>
      <Select
        label={t("body.title")}
        value={kind}
        allowDeselect={false}
        readOnly={edit.readOnly}
        data={BODY_KINDS.map((one) => ({ value: one, label: t(`body.kinds.${one}`) }))}
        onChange={(next) => {
          if (next !== null && next !== kind)
            edit.run(changeBody(request, next as BodyKind), t("body.title"));
        }}
      />
      <Form request={request} />
    </Stack>
  );
}
