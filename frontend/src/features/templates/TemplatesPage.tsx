import { Badge, Button, FileButton, SegmentedControl, Text } from "@mantine/core";
import { IconFileImport, IconTemplate } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import {
  EmptyState,
  FaultState,
  Filters,
  Loading,
  notify,
  notifyFault,
  Page,
  SearchField,
  useWorkspace,
  WorkspacePicker,
} from "@/ui";

import { useTemplateWords } from "@/gallery/templates";
import { importTemplate } from "./importTemplate";
import classes from "./Templates.module.css";
import type { Template } from "./types";

const SOURCES = ["all", "workspace", "gallery"] as const;
type Source = (typeof SOURCES)[number];

/** Parts of conversations that bots use as one step: the workspace's own, and those that come with DBCV. */
export function TemplatesPage() {
  const { t } = useTranslation("templates");
  const { workspace, isPending, error, refetch } = useWorkspace();
  const [search, setSearch] = useState("");
  const [source, setSource] = useState<Source>("all");
  const importing = useImport(workspace?.id ?? null);
  const actions = (
    <>
      <WorkspacePicker />
      <FileButton onChange={importing} accept=".yaml,.yml,.json">
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconFileImport size={16} />}>
            {t("import")}
          </Button>
        )}
      </FileButton>
    </>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={actions}>
      <Filters>
        <SearchField value={search} onChange={setSearch} label={t("search")} />
        <SegmentedControl
          size="xs"
          aria-label={t("sources.title")}
          data={SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
          value={source}
          onChange={(value) => setSource(SOURCES.find((one) => one === value) ?? "all")}
        />
      </Filters>
      {isPending && <Loading />}
      {error && !workspace && <FaultState fault={error} onRetry={() => void refetch()} />}
      {workspace && <Found workspaceId={workspace.id} search={search} source={source} />}
    </Page>
  );
}

function useImport(workspaceId: string | null) {
  const { t } = useTranslation("templates");
  const queries = useQueryClient();
  return (file: File | null) => {
    if (!file) return;
    importTemplate(file, workspaceId)
      .then(({ name }) => notify(t("imported", { name })))
      .catch(notifyFault)
      .finally(() => void queries.invalidateQueries({ queryKey: ["get", "/api/v1/templates"] }));
  };
}

type FoundProps = { workspaceId: string; search: string; source: Source };

/** Searched here: those that come with DBCV have words in each language, and there are few in all. */
function Found({ workspaceId, search, source }: FoundProps) {
  const { t } = useTranslation("templates");
  const inWords = useTemplateWords();
  const query = { workspace_id: workspaceId, limit: 200, ...(source !== "all" && { source }) };
  const { data, isPending, error, refetch } = $api.useQuery("get", "/api/v1/templates", {
    params: { query },
  });
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  const asked = search.trim().toLowerCase();
  const found = data.items
    .map((template) => inWords(template.key, template))
    .filter(({ name, description }) => `${name}\n${description}`.toLowerCase().includes(asked));
  if (found.length === 0)
    return (
      <EmptyState
        icon={<IconTemplate size={26} />}
        title={t(asked ? "none.found" : "none.own")}
        text={t(asked ? "none.foundText" : "none.ownText")}
      />
    );
  return (
    <ul className={classes.cards}>
      {found.map((template) => (
        <li key={template.id}>
          <Card template={template} />
        </li>
      ))}
    </ul>
  );
}

function Card({ template }: { template: Template }) {
  const { t } = useTranslation("templates");
  return (
    <article className={classes.card}>
      <Link to="/templates/$templateId" params={{ templateId: template.key }} className={classes.name}>
        {template.name}
      </Link>
      <Text size="sm" c="var(--text-2)" lineClamp={3} className={classes.words}>
        {template.description || t("noDescription")}
      </Text>
      <div className={classes.foot}>
        <Badge variant="default" size="sm">
          {template.source === "gallery" ? t("sources.gallery") : t("version", { version: template.version })}
        </Badge>
      </div>
    </article>
  );
}
