import { Button, Stack } from "@mantine/core";
import { IconCurrentLocation } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { stepTitle } from "@/model/document";
import type { Usage } from "@/model/references";
import { useEditor } from "@/store";
import { useWayName } from "../connections/useWayName";
import { usePlace } from "../place";
import { requestTitle } from "../requests/titles";
import { Hint } from "./Hint";

interface Props {
  usages: readonly Usage[];
  /** What is said where there are none. */
  none: string;
}

/** Places that name a part, each a way there. */
export function WhereUsed({ usages, none }: Props) {
  const titleOf = useUsageTitle();
  const goTo = useGoTo();
  if (usages.length === 0) return <Hint>{none}</Hint>;
  return (
    <Stack gap={4} align="flex-start">
      {usages.map((usage) => (
        <Button
          key={usage.path.join("\u0000")}
          size="compact-sm"
          variant="subtle"
          maw="100%"
          leftSection={<IconCurrentLocation size={14} aria-hidden />}
          onClick={() => goTo(usage)}
        >
          {titleOf(usage)}
        </Button>
      ))}
    </Stack>
  );
}

/** The step, with the way that leads from it, or the request. */
function useUsageTitle(): (usage: Usage) => string {
  const { t } = useTranslation("inspector");
  const index = useEditor((state) => state.index);
  const wayName = useWayName();
  return ({ path: [list, id = ""], step, connection }) => {
    if (list === "first_step") return t("usages.first");
    const request = list === "requests" ? index.request(id) : undefined;
    if (request) return t("usages.request", { name: requestTitle(request) });
    const from = step === null ? undefined : index.step(step);
    const title = from ? stepTitle(from) : t("kinds.bot");
    const way = connection === undefined ? undefined : index.connection(connection);
    return way ? t("usages.way", { step: title, way: wayName(way.connection) }) : title;
  };
}

function useGoTo(): (usage: Usage) => void {
  const reveal = useEditor((state) => state.reveal);
  const select = useEditor((state) => state.select);
  const close = usePlace((state) => state.closeRequest);
  return ({ path, step, connection }) => {
    close();
    if (connection !== undefined) return reveal({ connection });
    reveal({ step: step ?? undefined, path });
    const group = path[path.indexOf("groups") + 1];
    if (path.includes("groups") && group !== undefined) select({ group });
  };
}
