import { Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { CodeBlock } from "@/ui";

import { PROGRAMS } from "./programs";

const NO_TOKEN = "dbcv_…";

/** How a program is told of this place: chosen, copied, pasted. `token`: where one was just made. */
export function ProgramSetting({ token }: { token?: string }) {
  const { t } = useTranslation("profile");
  const [id, setId] = useState(PROGRAMS[0]?.id ?? null);
  const program = PROGRAMS.find((one) => one.id === id);
  return (
    <Stack gap="sm">
      <Select
        label={t("assistants.program")}
        allowDeselect={false}
        data={PROGRAMS.map((one) => ({ value: one.id, label: one.name }))}
        value={id}
        onChange={setId}
      />
      {program && (
        <>
          <Text size="sm" c="var(--text-2)">
            {program.file ? t("assistants.intoFile", { file: program.file }) : t("assistants.run")}
          </Text>
          <CodeBlock
            label={t("assistants.setting", { program: program.name })}
            code={program.setting(location.origin, token ?? NO_TOKEN)}
          />
          {program.file && (
            <Text size="sm" c="var(--text-2)">
              {t("assistants.among")} {program.note && t(`assistants.notes.${program.note}`)}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
