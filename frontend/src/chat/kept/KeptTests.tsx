import { Badge, Button, Group } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useEditor } from "@/store";
import { EmptyState, FaultAlert, FaultState, Loading } from "@/ui";

import classes from "../TestChat.module.css";
import { KeptTest } from "./KeptTest";
import { NeedsTests } from "./NeedsTests";
import { TESTS } from "./useKept";

/** Tests kept with the bot: played all at once, green or red, and why. */
export function KeptTests() {
  const { t } = useTranslation("chat");
  const botId = useEditor((state) => state.botId);
  const readOnly = useEditor((state) => state.readOnly);
  const revision = useEditor((state) => state.revision);
  const params = { path: { bot_id: botId } };
  const { data, isPending, error, refetch } = $api.useQuery("get", TESTS, { params });
  const running = $api.useMutation("post", "/api/v1/bots/{bot_id}/tests/run");
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0)
    return (
      <div className={classes.kept}>
        <EmptyState title={t("kept.none")} text={t("kept.noneText")} />
        {!readOnly && <NeedsTests />}
      </div>
    );
  const run = () => running.mutate({ params, body: null });
  const results = running.data?.results ?? [];
  const red = results.filter(({ passed }) => !passed).length;
  return (
    <div className={classes.kept}>
      <Group justify="space-between">
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={14} />}
          loading={running.isPending}
          onClick={run}
        >
          {t("kept.run")}
        </Button>
        <span role="status">
          {running.data && !running.isPending && (
            <Badge color={red === 0 ? "teal" : "red"} variant="light">
              {red === 0 ? t("kept.allGreen") : t("kept.someRed", { count: red })}
            </Badge>
          )}
        </span>
      </Group>
      {running.data && running.data.revision !== revision && (
        <p className={classes.hint}>{t("kept.changedSince")}</p>
      )}
      <FaultAlert fault={running.error} />
      <ul className={classes.tests}>
        {data.items.map((one) => (
          <KeptTest
            key={`${one.index} ${one.name}`}
            kept={one}
            result={results.find(({ index, name }) => index === one.index && name === one.name)}
            onMended={run}
          />
        ))}
      </ul>
      {!readOnly && <NeedsTests />}
    </div>
  );
}
