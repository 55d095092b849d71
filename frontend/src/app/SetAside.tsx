import { Button } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { saveFile } from "@/features/bots/saveFile";
import type { Queue } from "@/store/keeping";
import { dropUnsaved, unsavedOn } from "@/store/unsaved";

/** On a bot that breaks its page: a change that is not saved may be why, and would be so at every opening. */
export function SetAside() {
  const { person } = useSession();
  const { botId } = useParams({ strict: false });
  return person && botId ? <SetAsideOf personId={person.id} botId={botId} /> : null;
}

/**
 * First they are given to the person as a file, then the bot opens without them: two acts, for a page that is loaded
 * anew takes along what it has not finished giving.
 */
export function SetAsideOf({ personId, botId }: { personId: string; botId: string }) {
  const { t } = useTranslation("app");
  const [given, setGiven] = useState<readonly Queue[] | null>(null);
  const { data: unsaved = [] } = useQuery({
    queryKey: ["unsaved", personId, botId],
    queryFn: () => unsavedOn(personId, botId),
    networkMode: "always",
    gcTime: 0,
  });
  if (unsaved.length === 0) return null;
  const give = () => {
    const changes = unsaved.map(({ kept }) => kept);
    const file = new Blob([JSON.stringify(changes, null, 2)], { type: "application/json" });
    saveFile(file, `unsaved-${botId}.json`);
    setGiven(unsaved);
  };
  const drop = async (queues: readonly Queue[]) => {
    await dropUnsaved(queues);
    location.reload();
  };
  return given === null ? (
    <Button variant="default" onClick={give}>
      {t("broken.give")}
    </Button>
  ) : (
    <Button variant="default" onClick={() => void drop(given)}>
      {t("broken.without")}
    </Button>
  );
}
