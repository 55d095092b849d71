import { Combobox, Group, InputBase, Stack, Text, useCombobox } from "@mantine/core";
import { IconCurrentLocation, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stepTitle } from "@/model/document";
import type { Operation } from "@/model/operation";
import { useEditor, useEditorStore } from "@/store";
import { IconButton } from "@/ui";
import { useEdit } from "../editing/useEdit";
import { newStep } from "./new-step";
import { findSteps } from "./find-steps";

interface Props {
  label: string;
  hideLabel?: boolean;
  value: string;
  /** Id of the step that a new one is put beside. */
  from: string | null;
  placeholder?: string;
  error?: boolean;
  /** `extra`: what makes the step it leads to, where that is new. */
  onPick: (to: string, extra: readonly Operation[]) => void;
}

const NEW = "\u0000new";
const NOWHERE = "\u0000nowhere";

/** Where a way leads: a step that is found by its name, a new one, or nowhere yet. */
export function TargetPicker({ label, hideLabel, value, from, placeholder, error, onPick }: Props) {
  const { t } = useTranslation("inspector");
  const { readOnly } = useEdit();
  const store = useEditorStore();
  const target = useEditor((state) => state.index.step(value));
  const reveal = useEditor((state) => state.reveal);
  const [typed, setTyped] = useState<string | null>(null);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setTyped(null);
    },
    onDropdownOpen: () => combobox.updateSelectedOptionIndex("active"),
  });
  const shown = target ? stepTitle(target) : value && t("target.missing", { id: value });

  const submit = (picked: string) => {
    combobox.closeDropdown();
    if (picked === NOWHERE) onPick("", []);
    else if (picked === NEW) {
      const made = newStep(store.getState().document, from, typed?.trim() ?? "");
      onPick(made.id, made.operations);
    } else onPick(picked, []);
  };
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <Stack gap={0} flex={1} miw={0}>
        <Combobox store={combobox} onOptionSubmit={submit} withinPortal>
          <Combobox.Target>
            <InputBase
              {...(hideLabel ? { "aria-label": label } : { label })}
              value={typed ?? shown}
              title={typed === null ? shown : undefined}
              placeholder={placeholder ?? t("target.none")}
              readOnly={readOnly}
              error={error || (value !== "" && !target)}
              rightSection={<Combobox.Chevron />}
              rightSectionPointerEvents="none"
              onClick={() => !readOnly && combobox.openDropdown()}
              onFocus={(event) => event.currentTarget.select()}
              onBlur={() => combobox.closeDropdown()}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                combobox.openDropdown();
                combobox.updateSelectedOptionIndex();
              }}
            />
          </Combobox.Target>
          {combobox.dropdownOpened ? <Choices typed={typed ?? ""} value={value} /> : null}
        </Combobox>
      </Stack>
      {target ? (
        <IconButton
          label={t("target.reveal", { name: stepTitle(target) })}
          size="lg"
          onClick={() => reveal({ step: target.id })}
        >
          <IconCurrentLocation size={18} aria-hidden />
        </IconButton>
      ) : null}
    </Group>
  );
}

function Choices({ typed, value }: { typed: string; value: string }) {
  const { t } = useTranslation("inspector");
  const index = useEditor((state) => state.index);
  const { found, more } = findSteps(index.steps, typed);
  return (
    <Combobox.Dropdown>
      <Combobox.Options mah={280} style={{ overflowY: "auto" }}>
        {found.map((step) => (
          <Combobox.Option key={step.id} value={step.id} active={step.id === value}>
            <Text size="sm" truncate>
              {stepTitle(step)}
            </Text>
            <Text size="xs" c="var(--text-2)" truncate>
              {step.message?.text || step.id}
            </Text>
          </Combobox.Option>
        ))}
        {more > 0 ? <Combobox.Empty>{t("target.more", { count: more })}</Combobox.Empty> : null}
      </Combobox.Options>
      <Combobox.Footer>
        <Combobox.Options>
          <Combobox.Option value={NEW}>
            <Group gap={6} wrap="nowrap">
              <IconPlus size={16} aria-hidden />
              {typed.trim() ? t("target.newNamed", { name: typed.trim() }) : t("target.new")}
            </Group>
          </Combobox.Option>
          {value ? <Combobox.Option value={NOWHERE}>{t("target.nowhere")}</Combobox.Option> : null}
        </Combobox.Options>
      </Combobox.Footer>
    </Combobox.Dropdown>
  );
}
