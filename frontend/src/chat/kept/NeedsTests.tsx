import { Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useEditor } from "@/store";
import { notifyFault } from "@/ui";

/** Whether only a bot whose tests are all green may be published. */
export function NeedsTests() {
  const { t } = useTranslation("chat");
  const botId = useEditor((state) => state.botId);
  const queries = useQueryClient();
  const params = { path: { bot_id: botId } };
  const { data } = $api.useQuery("get", "/api/v1/bots/{bot_id}", { params });
  const setting = $api.useMutation("patch", "/api/v1/bots/{bot_id}", {
    onError: notifyFault,
    onSettled: () => queries.invalidateQueries({ queryKey: ["get", "/api/v1/bots/{bot_id}"] }),
  });
  const wanted = setting.isPending ? setting.variables.body.publish_needs_tests : null;
  return (
    <Switch
      label={t("kept.needed")}
      description={t("kept.neededText")}
      checked={wanted ?? data?.publish_needs_tests ?? false}
      aria-busy={setting.isPending}
      onChange={(event) => {
        const isNeeded = event.currentTarget.checked;
        if (!setting.isPending) setting.mutate({ params, body: { publish_needs_tests: isNeeded } });
      }}
    />
  );
}
