import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useWorkspace } from "./useWorkspace";

/** Which workspace is looked at; nothing where there is only one. */
export function WorkspacePicker() {
  const { t } = useTranslation("ui");
  const { workspaces, workspace, choose } = useWorkspace();
  if (workspaces.length < 2 || !workspace) return null;
  return (
    <Select
      aria-label={t("workspace")}
      data={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
      value={workspace.id}
      onChange={(value) => value && choose(value)}
      allowDeselect={false}
      w={220}
    />
  );
}
