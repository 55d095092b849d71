import { Checkbox, NativeSelect, Popover, Stack } from "@mantine/core";
import { IconAdjustments } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";
import { isType, TYPES } from "../model/operators";
import type { ShownRule } from "../model/shown";
import { useBuilder } from "./context";

interface Props {
  rule: ShownRule;
  name: string;
  onChange: (part: Partial<ShownRule>) => void;
}

/** As what both sides are compared, and whether case counts. */
export function RuleOptions({ rule, name, onChange }: Props) {
  const { t } = useTranslation("rules");
  const { readOnly } = useBuilder();
  const foreign = rule.type !== null && !isType(rule.type) ? [{ value: rule.type, label: rule.type }] : [];
  const types = [
    { value: "", label: t("type.auto") },
    ...TYPES.map((type) => ({ value: type, label: t(`type.${type}`) })),
    ...foreign,
  ];
  const isSet = rule.type !== null || rule.ignoreCase;
  return (
    <Popover position="bottom-end" trapFocus returnFocus withinPortal shadow="md">
      <Popover.Target>
        <IconButton
          label={t("builder.options", { name })}
          size="sm"
          variant={isSet ? "light" : "subtle"}
          color={isSet ? "blue" : "gray"}
        >
          <IconAdjustments size={16} aria-hidden />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <NativeSelect
            size="sm"
            label={t("builder.compareAs")}
            data={types}
            value={rule.type ?? ""}
            disabled={readOnly}
            onChange={(event) => onChange({ type: event.currentTarget.value || null })}
          />
          <Checkbox
            size="sm"
            label={t("builder.ignoreCase")}
            checked={rule.ignoreCase}
            disabled={readOnly}
            onChange={(event) => onChange({ ignoreCase: event.currentTarget.checked })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
