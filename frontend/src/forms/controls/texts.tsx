import { useTranslation } from "react-i18next";

import { preview } from "@/values/known/variable";
import { TextValue } from "@/values/text/TextValue";
import { frameOf, type ControlProps } from "./control";

export function TextControl(props: ControlProps) {
  return <Words {...props} multiline />;
}

export function LineControl(props: ControlProps) {
  return <Words {...props} />;
}

function Words({ multiline, ...props }: ControlProps & { multiline?: boolean }) {
  const { t } = useTranslation("values");
  const { shape, value, isRequired, onChange } = props;
  const { fallback } = shape;
  const hint =
    typeof fallback === "string" && fallback !== ""
      ? t("form.default", { value: preview(fallback) })
      : undefined;
  return (
    <TextValue
      {...frameOf(props)}
      multiline={multiline}
      placeholder={hint}
      value={typeof value === "string" ? value : ""}
      onChange={(text) => onChange(text === "" && !isRequired ? undefined : text)}
    />
  );
}
