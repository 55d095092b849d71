import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { FaultState, Loading, TextLink } from "@/ui";

import { usingBots, useUsages } from "./useUsages";

type Props = { credentialId: string; onLeave?: () => void };

/** Which bots would miss it. */
export function UsageList({ credentialId, onLeave }: Props) {
  const { t } = useTranslation("credentials");
  const { data, isPending, error, refetch } = useUsages(credentialId);
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  const bots = usingBots(data);
  if (bots.length === 0) return <Text size="sm">{t("usages.none")}</Text>;
  return (
    <List size="sm" spacing={4}>
      {bots.map(({ id, name, version, isDraft, places }) => (
        <List.Item key={id}>
          <TextLink to="/bots/$botId" params={{ botId: id }} onClick={onLeave}>
            {name}
          </TextLink>
          {": "}
          {[version !== null && t("usages.runs", { version }), isDraft && t("usages.draft")]
            .filter(Boolean)
            .join(", ")}
          {" · "}
          {t("usages.places", { count: places })}
        </List.Item>
      ))}
    </List>
  );
}
