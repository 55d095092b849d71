import { Combobox, Group, InputBase, Stack, Text, useCombobox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ServerImage } from "@/ui";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import type { Path } from "../editing/path";
import { setting, useEdit } from "../editing/useEdit";
import { useIntegrations, type Integration } from "@/editor/integrations/useIntegrations";

/** Which operation of which service is called; found by words, grouped by service. */
export function OperationPicker({ path, value }: { path: Path; value: string | undefined }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const { find, titleOf, items } = useIntegrations();
  const [typed, setTyped] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => setTyped(null) });
  const chosen = find(value);
  const wanted = (typed ?? "").trim().toLowerCase();
  const found = items.filter((one) =>
    `${titleOf(one.id)} ${one.title} ${one.id}`.toLowerCase().includes(wanted),
  );
  return (
    <FieldFrame path={path} issues={issues}>
      <Combobox
        store={combobox}
        onOptionSubmit={(id) => {
          combobox.closeDropdown();
          if (id !== value) edit.run([setting(path, id)], t("integrations.operation"));
        }}
      >
        <Combobox.Target>
          <InputBase
            label={t("integrations.operation")}
            placeholder={t("integrations.choose")}
            value={typed ?? (value === undefined ? "" : titleOf(value))}
            readOnly={edit.readOnly}
            error={issues.some((issue) => issue.severity === "error")}
            leftSection={chosen ? <ServiceIcon integration={chosen} /> : undefined}
            rightSection={<Combobox.Chevron />}
            rightSectionPointerEvents="none"
            onClick={() => !edit.readOnly && combobox.openDropdown()}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={() => combobox.closeDropdown()}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.openDropdown();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options mah={320} style={{ overflowY: "auto" }}>
            {found.length === 0 ? <Combobox.Empty>{t("integrations.nothing")}</Combobox.Empty> : null}
            {combobox.dropdownOpened
              ? found.map((one) => <Operation key={one.id} integration={one} isChosen={one.id === value} />)
              : null}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </FieldFrame>
  );
}

function Operation({ integration, isChosen }: { integration: Integration; isChosen: boolean }) {
  const { words, titleOf } = useIntegrations();
  return (
    <Combobox.Option value={integration.id} active={isChosen}>
      <Group gap="xs" wrap="nowrap">
        <ServiceIcon integration={integration} />
        <Stack gap={0} miw={0}>
          <Text size="sm">{titleOf(integration.id)}</Text>
          <Text size="xs" c="var(--text-2)" lineClamp={2}>
            {words(integration).description}
          </Text>
        </Stack>
      </Group>
    </Combobox.Option>
  );
}

export function ServiceIcon({ integration }: { integration: Integration }) {
  return <ServerImage src={integration.service.icon} alt="" w={20} h={20} fit="contain" />;
}
