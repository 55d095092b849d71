import { Badge, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import type { components } from "@/api/schema";
import { useTemplateWords } from "@/gallery/templates";
import { usagesOfTemplate } from "@/model/references";
import { useEditor } from "@/store";
import { FaultState, Loading, SearchField } from "@/ui";

import { useActs } from "../canvas";
import { templateEntries } from "../palette/entries";
import classes from "./panels.module.css";

type Template = components["schemas"]["TemplateRead"];

/** Ready parts of a conversation: a click puts one on the canvas. */
export function TemplatesPanel() {
  const { t } = useTranslation("panels");
  const botId = useEditor((state) => state.botId);
  const [sought, setSought] = useState("");
  const inWords = useTemplateWords();
  const query = { bot_id: botId, limit: 200 };
  const asked = sought.trim().toLowerCase();
  const found = $api.useQuery("get", "/api/v1/templates", { params: { query } });
  const shown = (found.data?.items ?? [])
    .map((template) => inWords(template.key, template))
    .filter(({ name, description }) => `${name}\n${description}`.toLowerCase().includes(asked));
  return (
    <div className={classes.panel}>
      <SearchField value={sought} onChange={setSought} label={t("templates.search")} />
      <Text size="xs" c="var(--text-2)">
        {t("templates.hint")}
      </Text>
      {found.isPending && <Loading />}
      {found.error && <FaultState fault={found.error} onRetry={() => void found.refetch()} />}
      <ul className={classes.list}>
        {shown.map((template) => (
          <li key={template.id}>
            <Ready template={template} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Ready({ template }: { template: Template }) {
  const { t } = useTranslation("panels");
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => state.readOnly);
  const acts = useActs();
  const insert = () => {
    const { key, version, name, description } = template;
    const [entry] = templateEntries([{ dbcv: 1, kind: "template", id: key, version, name, description }]);
    if (entry) void acts.makeAt(entry, acts.middle());
  };
  const count = usagesOfTemplate(document, template.key).length;
  return (
    <UnstyledButton className={classes.row} disabled={readOnly} onClick={insert}>
      <span className={classes.words}>
        {template.name}
        <small>{template.description}</small>
      </span>
      {count > 0 && (
        <Badge size="xs" variant="default" tt="none">
          {t("templates.used", { count })}
        </Badge>
      )}
    </UnstyledButton>
  );
}
