import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { FaultState, Loading } from "@/ui";

import { Fields } from "./Fields";
import { COLORS, PartHead } from "./PartHead";
import type { PartChange } from "./types";
import { useWords } from "./useWords";
import classes from "./versions.module.css";

const HOW = ["added", "changed", "removed"] as const;

type DifferenceProps = { botId: string; from: string; to?: string; onShow?: () => void };

/** Part by part and field by field; a part that is still there leads to its place. */
export function Difference({ botId, from, to = "draft", onShow }: DifferenceProps) {
  const { t } = useTranslation("versions");
  const params = { path: { bot_id: botId }, query: { from, to } };
  const { data, isPending, error, refetch } = $api.useQuery(
    "get",
    "/api/v1/bots/{bot_id}/versions/diff",
    { params },
    { staleTime: 0 },
  );
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  if (data.changes.length === 0) return <Text size="sm">{t("difference.none")}</Text>;
  return (
    <>
      <Group gap="xs" mb="sm">
        {HOW.filter((how) => data.counts[how] > 0).map((how) => (
          <Badge key={how} color={COLORS[how]} variant="light" tt="none">
            {t(`difference.${how}`, { count: data.counts[how] })}
          </Badge>
        ))}
      </Group>
      <ul className={classes.changes}>
        {data.changes.map((change) => (
          <li key={`${change.kind} ${change.id}`}>
            <Part change={change} onShow={onShow} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Part({ change, onShow }: { change: PartChange; onShow?: () => void }) {
  const words = useWords();
  return (
    <section className={classes.part}>
      <PartHead change={change} onShow={onShow} />
      {change.fields.length > 0 && <Fields fields={change.fields} words={words} />}
    </section>
  );
}
