import { Autocomplete } from "@mantine/core";
import { useContext } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { EditorContext } from "@/store/context";
import { frameOf, type ControlProps } from "./control";

/** Credentials by their name: the secret itself never comes here. */
export function CredentialControl(props: ControlProps) {
  const { description, value, isRequired, onChange } = props;
  const { t } = useTranslation("values");
  const workspaceId = useContext(EditorContext)?.getState().bot.workspaceId;
  const found = $api.useQuery("get", "/api/v1/credentials", {
    params: { query: workspaceId ? { workspace_id: workspaceId, limit: 100 } : { limit: 100 } },
  });
  const names = [...new Set((found.data?.items ?? []).map(({ name }) => name))];
  const isNone = found.isSuccess && names.length === 0;
  return (
    <Autocomplete
      {...frameOf(props)}
      description={isNone ? t("form.noCredentials") : description}
      placeholder={t("form.credential")}
      data={names}
      value={typeof value === "string" ? value : ""}
      onChange={(name) => onChange(name === "" && !isRequired ? undefined : name)}
    />
  );
}
