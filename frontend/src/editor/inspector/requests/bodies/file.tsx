import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { isObject, type JsonObject } from "@/model/json";
import { useIssuesAt } from "../../editing/IssueBoard";
import { FieldFrame } from "../../editing/FieldFrame";
import { JsonField } from "../../editing/JsonField";
import { PlaceholderField } from "../../editing/PlaceholderField";
import { useEdit } from "../../editing/useEdit";
import { Hint } from "../../panel/Hint";
import { FileValue } from "./FileValue";

/** A file as the whole body: an attachment in a variable, an id, a link, or an object that says more. */
export function FileBody({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const path = ["requests", request.id, "file"];
  const issues = useIssuesAt(path, true);
  const file = request.file;
  if (Array.isArray(file)) return <JsonField path={path} value={file} label={t("body.file")} kind="any" />;
  return (
    <FieldFrame path={path} issues={issues} gap={6}>
      <Hint>{t("body.fileHint")}</Hint>
      {isObject(file) ? (
        <FileValue value={file as JsonObject} onChange={(next) => edit.set(path, next, t("body.file"))} />
      ) : (
        <PlaceholderField
          path={path}
          value={typeof file === "string" ? file : ""}
          label={t("body.file")}
          empty=""
        />
      )}
    </FieldFrame>
  );
}
