import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { isObject, type Json, type JsonObject } from "@/model/json";
import { TextValue } from "@/values";
import { useEdit } from "../../editing/useEdit";
import type { Pair } from "../pairs";
import { PairsField } from "../PairsField";
import { FileValue } from "./FileValue";

/** Fields of a form, each a text or a file. */
export function MultipartBody({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  return (
    <PairsField
      path={["requests", request.id, "multipart"]}
      value={request.multipart}
      label={t("body.multipart")}
      addLabel={t("body.addField")}
      keepEmpty
      renderValue={(pair, change) => <MultipartValue pair={pair} onChange={change} />}
    />
  );
}

function MultipartValue({ pair, onChange }: { pair: Pair; onChange: (value: Json) => void }) {
  const { t } = useTranslation("inspector");
  const { readOnly } = useEdit();
  const isFile = isObject(pair.value) && ("file" in pair.value || "url" in pair.value);
  const text = typeof pair.value === "string" ? pair.value : JSON.stringify(pair.value);
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t("body.fieldKind", { name: pair.name })}
        readOnly={readOnly}
        value={isFile ? "file" : "text"}
        data={[
          { value: "text", label: t("body.aText") },
          { value: "file", label: t("body.aFile") },
        ]}
        onChange={(next) => {
          if ((next === "file") !== isFile) onChange(isFile ? "" : { file: "{$message.attachments.0$}" });
        }}
      />
      {isFile ? (
        <FileValue value={pair.value as JsonObject} onChange={onChange} />
      ) : (
        <TextValue
          label={t("pairs.value", { name: pair.name })}
          hideLabel
          value={text}
          readOnly={readOnly}
          onChange={(next) => {
            if (next !== text) onChange(next);
          }}
        />
      )}
    </>
  );
}
