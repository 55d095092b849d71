import { Badge, Code, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Section } from "@/ui";

import { fieldsOfSchema } from "./schemaFields";

type SchemaTableProps = { title: string; none: string; schema: Record<string, unknown> };

/** The properties of a JSON Schema, for people. */
export function SchemaTable({ title, none, schema }: SchemaTableProps) {
  const { t } = useTranslation("templates");
  const fields = fieldsOfSchema(schema);
  return (
    <Section title={title}>
      {fields.length === 0 ? (
        <Text size="sm" c="var(--text-2)">
          {none}
        </Text>
      ) : (
        <Table verticalSpacing="xs">
          <Table.Tbody>
            {fields.map((field) => (
              <Table.Tr key={field.name}>
                <Table.Td w={180}>
                  <Code>{field.name}</Code>{" "}
                  {field.isRequired && (
                    <Badge size="xs" variant="default">
                      {t("required")}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td w={110}>
                  <Text size="sm">{t(`types.${field.type}`, field.type)}</Text>
                </Table.Td>
                <Table.Td>
                  <Text size="sm" c="var(--text-2)">
                    {field.description}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
