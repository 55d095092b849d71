import { Select, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Step, Widget, WidgetType } from "@/model/document";
import { FaultAlert } from "@/ui";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import { ObjectField } from "../editing/ObjectField";
import { setting, useEdit } from "../editing/useEdit";
import { Card } from "../panel/Card";
import { Hint } from "../panel/Hint";
import { propsSchema } from "./catalogue";
import { WIDGETS } from "./registry";
import classes from "./WidgetField.module.css";

const NONE = "none";

/** A widget of the catalogue under a message, with its settings and how it will look. */
export function WidgetField({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const path = ["steps", step.id, "message", "widget"];
  const issues = useIssuesAt(path, true);
  const widget = step.message?.widget;
  if (edit.readOnly && widget === undefined) return null;
  const known = Object.keys(WIDGETS);
  const names = widget === undefined || known.includes(widget.type) ? known : [...known, widget.type];
  const choose = (type: string | null) => {
    if (type === null || type === (widget?.type ?? NONE)) return;
    const made = isKnown(type)
      ? { type, props: WIDGETS[type].fresh((key) => t(key as "widget.submit")) }
      : null;
    edit.run([setting(path, made)], t("widget.title"));
  };
  return (
    <FieldFrame path={path} issues={issues} gap={6}>
      <Select
        label={t("widget.title")}
        value={widget?.type ?? NONE}
        allowDeselect={false}
        readOnly={edit.readOnly}
        data={[
          { value: NONE, label: t("widget.none") },
          ...names.map((type) => ({ value: type, label: isKnown(type) ? t(`widget.kinds.${type}`) : type })),
        ]}
        onChange={choose}
      />
      {widget ? <WidgetSettings widget={widget} path={path} /> : null}
    </FieldFrame>
  );
}

function isKnown(type: string): type is WidgetType {
  return Object.hasOwn(WIDGETS, type);
}

function WidgetSettings({ widget, path }: { widget: Widget; path: string[] }) {
  const { t, i18n } = useTranslation("inspector");
  const { data, error } = $api.useQuery("get", "/api/v1/widget-catalogue", {}, { staleTime: Infinity });
  const catalogued = data?.items.find((one) => one.type === widget.type)?.props;
  const schema = useMemo(() => {
    const words = (key: string) =>
      i18n.exists(`widget.props.${key}`, { ns: "inspector" })
        ? t(`widget.props.${key}` as "widget.title")
        : null;
    return catalogued === undefined ? null : propsSchema(catalogued, words);
  }, [catalogued, i18n, t]);
  const face = isKnown(widget.type) ? WIDGETS[widget.type] : null;
  return (
    <Card label={t("widget.settings")}>
      {error ? <FaultAlert fault={error} /> : null}
      {isKnown(widget.type) ? <Hint>{t(`widget.replies.${widget.type}`)}</Hint> : null}
      {face ? (
        <Stack gap={4}>
          <Text size="xs" fw={500} c="var(--text-2)">
            {t("widget.preview")}
          </Text>
          <div className={classes.preview} inert>
            <face.Preview props={widget.props ?? {}} />
          </div>
        </Stack>
      ) : null}
      {schema ? (
        <ObjectField
          path={[...path, "props"]}
          schema={schema}
          value={widget.props}
          label={t("widget.settings")}
        />
      ) : null}
    </Card>
  );
}
