import { Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { JsonObject } from "@/model/json";
import { FormContext, type Controls, type FormAround } from "./context";
import { CONTROLS } from "./controls";
import { ObjectFields } from "./ObjectFields";
import { PlacedAtTop } from "./Placed";
import { shapeOf } from "./shape";

interface Props {
  schema: Readonly<Record<string, unknown>>;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  readOnly?: boolean;
  /** Off: a variable may stand only where the schema says so. */
  slots?: boolean;
  wordsOf?: FormAround["wordsOf"];
  Frame?: FormAround["Frame"];
  tellsMissing?: boolean;
  aim?: FormAround["aim"];
  /** Fields drawn in another way than usual, by how their schema asks to be drawn. */
  controls?: Partial<Controls>;
}

/** An object drawn from its JSON Schema, in the person's language; keys left empty are left out. */
export function SchemaForm(props: Props) {
  const { schema, value, onChange, readOnly = false, slots = true, wordsOf, Frame, controls } = props;
  const { tellsMissing = false, aim = null } = props;
  const { t } = useTranslation("values");
  // A schema comes from the server as JSON.
  const root = schema as JsonObject;
  const shape = useMemo(() => shapeOf(root, root), [root]);
  const around = useMemo(
    () => ({
      controls: { ...CONTROLS, ...controls },
      ...{ root, readOnly, slots, wordsOf, Frame, tellsMissing, aim },
    }),
    [controls, root, readOnly, slots, wordsOf, Frame, tellsMissing, aim],
  );
  if (!shape.properties?.size && shape.others === false && Object.keys(value).length === 0) {
    return <Text size="sm">{t("form.none")}</Text>;
  }
  return (
    <FormContext value={around}>
      <PlacedAtTop>
        <ObjectFields shape={shape} path={[]} value={value} onChange={onChange} />
      </PlacedAtTop>
    </FormContext>
  );
}
