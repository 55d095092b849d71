import { Code, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { shown } from "@/chat/trace";
import { EmptyState } from "@/ui";

import classes from "./Conversations.module.css";

type VariablesProps = { variables: Record<string, Record<string, unknown>> };

export function Variables({ variables }: VariablesProps) {
  const { t } = useTranslation("conversations");
  const rows = Object.entries(variables).flatMap(([scope, values]) =>
    Object.entries(values).map(([name, value]) => ({ path: `${scope}.${name}`, value })),
  );
  if (rows.length === 0) return <EmptyState title={t("noVariables")} />;
  return (
    <Table verticalSpacing="xs" className={classes.values}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("columns.variable")}</Table.Th>
          <Table.Th>{t("columns.value")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ path, value }) => (
          <Table.Tr key={path}>
            <Table.Td>
              <Code>{path}</Code>
            </Table.Td>
            <Table.Td>
              <Text size="sm" ff="monospace">
                {shown(value)}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
