import { Input } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TemplateInstance } from "@/model/document";
import { isObject, ownOf } from "@/model/json";
import { VariablePicker } from "@/values";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import type { Path } from "../editing/path";
import { useEdit } from "../editing/useEdit";

interface Props {
  path: Path;
  schema: Record<string, unknown>;
  value: TemplateInstance["outputs"];
}

/** The variable each output of a template is written to; an output without one is dropped. */
export function OutputsField({ path, schema, value = {} }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const names = [...new Set([...Object.keys(properties), ...Object.keys(value)])];
  if (names.length === 0) return null;
  const put = (name: string, variable: string) =>
    edit.set([...path, name], variable === "" ? null : variable, t("template.outputs"));
  return (
    <FieldFrame path={path} issues={issues} gap={10}>
      <Input.Label component="div">{t("template.outputs")}</Input.Label>
      {names.map((name) => {
        const property = ownOf(properties, name);
        const title = isObject(property) && typeof property["title"] === "string" ? property["title"] : name;
        return (
          <VariablePicker
            key={name}
            label={title}
            placeholder={t("template.dropped")}
            value={ownOf(value, name) ?? ""}
            writable
            readOnly={edit.readOnly}
            onChange={(next) => {
              if (next !== (ownOf(value, name) ?? "")) put(name, next);
            }}
          />
        );
      })}
    </FieldFrame>
  );
}
