import { Badge, Button, Table, Text } from "@mantine/core";
import { IconArrowLeft, IconDownload, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { $api, authorizedFetch } from "@/api/client";
import { faultOf } from "@/api/faults";
import {
  confirmDanger,
  FaultState,
  IconButton,
  Loading,
  notifyFault,
  Page,
  RelativeTime,
  Section,
  TextLink,
  useWorkspace,
} from "@/ui";

import { saveFile } from "../bots/saveFile";
import { useTemplateWords } from "@/gallery/templates";
import { SchemaTable } from "./SchemaTable";
import type { Template } from "./types";

/** One template: what it takes and gives, and its versions. */
export function TemplatePage() {
  const { t } = useTranslation("templates");
  const { templateId } = useParams({ from: "/in/shell/templates/$templateId" });
  const own = useWorkspace();
  const { workspace } = own;
  const inWords = useTemplateWords();
  const params = { path: { template_id: templateId }, query: { workspace_id: workspace?.id } };
  const enabled = { enabled: workspace !== null };
  const { data, isPending, error, refetch } = $api.useQuery(
    "get",
    "/api/v1/templates/{template_id}",
    { params },
    enabled,
  );
  if (own.error && !workspace) return <FaultState fault={own.error} onRetry={() => void own.refetch()} />;
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  const said = inWords(data.key, data);
  const above = (
    <TextLink to="/templates" size="sm">
      <IconArrowLeft size={14} aria-hidden /> {t("title")}
    </TextLink>
  );
  return (
    <Page
      title={said.name}
      lead={said.description}
      above={above}
      width="narrow"
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => void download(data).catch(notifyFault)}
        >
          {t("export")}
        </Button>
      }
    >
      <SchemaTable title={t("inputs")} none={t("noInputs")} schema={said.inputs} />
      <SchemaTable title={t("outputs")} none={t("noOutputs")} schema={said.outputs} />
      <Versions template={data} />
    </Page>
  );
}

function Versions({ template }: { template: Template }) {
  const { t } = useTranslation("templates");
  const params = {
    path: { template_id: template.key },
    query: { workspace_id: template.workspace_id ?? undefined },
  };
  const { data } = $api.useQuery("get", "/api/v1/templates/{template_id}/versions", { params });
  const remove = useRemove(data?.items.length === 1);
  return (
    <Section title={t("versions")}>
      <Table verticalSpacing="xs">
        <Table.Tbody>
          {data?.items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                {t("version", { version: one.version })}{" "}
                {one.id === template.id && (
                  <Badge size="xs" variant="light">
                    {t("newest")}
                  </Badge>
                )}
              </Table.Td>
              <Table.Td>
                <Text size="sm" c="var(--text-2)">
                  {one.created_at ? <RelativeTime at={one.created_at} /> : t("sources.gallery")}
                </Text>
              </Table.Td>
              <Table.Td w={48}>
                {one.source === "workspace" && (
                  <IconButton label={t("remove.label", { version: one.version })} onClick={() => remove(one)}>
                    <IconTrash size={16} />
                  </IconButton>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

/** `isLast`: with it the template itself goes, and its page. */
function useRemove(isLast: boolean) {
  const { t } = useTranslation("templates");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const removing = $api.useMutation("delete", "/api/v1/templates/{template_id}", {
    onError: notifyFault,
    onSuccess: async () => {
      if (isLast) await navigate({ to: "/templates" });
      for (const path of ["", "/{template_id}", "/{template_id}/versions"])
        void queries.invalidateQueries({ queryKey: ["get", `/api/v1/templates${path}`] });
    },
  });
  return (one: Template) =>
    confirmDanger({
      title: t("remove.title", { name: one.name, version: one.version }),
      text: t("remove.text"),
      confirm: t("remove.confirm"),
      onConfirm: () => removing.mutate({ params: { path: { template_id: one.id } } }),
    });
}

async function download(template: Template): Promise<void> {
  const address = new URL(`/api/v1/templates/${template.id}/export?format=yaml`, location.href);
  if (template.workspace_id) address.searchParams.set("workspace_id", template.workspace_id);
  const answer = await authorizedFetch(new Request(address));
  if (!answer.ok) throw faultOf(await answer.json().catch(() => null), answer.status);
  saveFile(await answer.blob(), `${template.key}.yaml`);
}
