import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { renameVariable } from "@/model/commands";
import { useEditor } from "@/store";

/** Another name everywhere at once; what a machine may not rewrite is told before. */
export function RenameVariable({ name }: { name: string }) {
  const { t } = useTranslation("panels");
  const document = useEditor((state) => state.document);
  const change = useEditor((state) => state.change);
  const [scope = "", ...rest] = name.split(".");
  const [written, setWritten] = useState(rest.join("."));
  const wanted = `${scope}.${written.trim()}`;
  const renaming = wanted === name ? null : renameVariable(document, name, wanted);
  const isRefused = wanted !== name && renaming === null;
  const rename = (event: FormEvent) => {
    event.preventDefault();
    if (renaming) change(renaming.operations, { label: t("variables.renamed", { name: wanted }) });
  };
  return (
    <form onSubmit={rename}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          size="xs"
          label={t("variables.rename")}
          leftSection={<Text size="xs">{scope}.</Text>}
          leftSectionWidth={scope.length * 7 + 12}
          value={written}
          onChange={(event) => setWritten(event.currentTarget.value)}
          error={isRefused && t("variables.noName")}
          flex={1}
        />
        <Button size="xs" variant="default" type="submit" disabled={!renaming}>
          {t("variables.apply")}
        </Button>
      </Group>
      {renaming?.isTaken && <Warning words={t("variables.taken", { name: wanted })} />}
      {renaming && renaming.left.length > 0 && (
        <Warning words={t("variables.inCode", { count: renaming.left.length })} />
      )}
      {renaming?.isShared && <Warning words={t("variables.shared")} />}
      {renaming && renaming.templates.length > 0 && (
        <Warning words={t("variables.inTemplates", { names: renaming.templates.join(", ") })} />
      )}
    </form>
  );
}

function Warning({ words }: { words: string }) {
  return (
    <Text size="xs" c="var(--warning-text)" mt={4} role="status">
      {words}
    </Text>
  );
}
