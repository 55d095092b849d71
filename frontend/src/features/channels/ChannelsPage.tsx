import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlugConnected, IconPlus, IconX } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import {
  EmptyState,
  FaultState,
  Filters,
  LinkButton,
  Listed,
  Page,
  SearchField,
  useRights,
  useWorkspace,
  WorkspacePicker,
} from "@/ui";

import { ChannelRow } from "./ChannelRow";
import classes from "./Channels.module.css";
import { NewChannelDialog } from "./NewChannelDialog";
import { useBot } from "./useBot";
import { useChannels } from "./useChannels";

/** Where people and programs reach bots: of a workspace, or of the bot that the address names. */
export function ChannelsPage() {
  const { t } = useTranslation("channels");
  const { bot: botId = null } = useSearch({ from: "/in/shell/channels" });
  const places = useWorkspace();
  const bot = useBot(botId).data;
  const workspaceId = bot?.workspace_id ?? places.workspace?.id ?? null;
  const { mayEdit } = useRights(workspaceId);
  const [search, setSearch] = useState("");
  const [isNew, making] = useDisclosure(false);
  const found = useChannels({ search, workspaceId, botId });
  const create = mayEdit && (
    <Button leftSection={<IconPlus size={16} />} onClick={making.open}>
      {t("new.open")}
    </Button>
  );
  const actions = (
    <>
      {!botId && <WorkspacePicker />}
      {create}
    </>
  );
  const isNobody = found.asked === "" && found.channels.length === 0;
  return (
    <Page title={t("title")} lead={t("lead")} actions={!isNobody && actions}>
      <Filters>
        {!isNobody && <SearchField value={search} onChange={setSearch} label={t("search")} />}
        {botId && (
          <LinkButton to="/channels" variant="default" size="xs" rightSection={<IconX size={14} />}>
            {t("ofBot", { name: bot?.name ?? "…" })}
          </LinkButton>
        )}
      </Filters>
      <Found found={found} places={places} create={create} isOfBot={botId !== null} />
      <NewChannelDialog workspaceId={workspaceId} botId={botId} opened={isNew} onClose={making.close} />
    </Page>
  );
}

type FoundProps = {
  found: ReturnType<typeof useChannels>;
  places: ReturnType<typeof useWorkspace>;
  create: ReactNode;
  isOfBot: boolean;
};

function Found({ found, places, create, isOfBot }: FoundProps) {
  const { t } = useTranslation("channels");
  if (places.error && !places.workspace)
    return <FaultState fault={places.error} onRetry={() => void places.refetch()} />;
  const icon = <IconPlugConnected size={26} />;
  const kind = isOfBot ? "ofBot" : "yet";
  const nothing = found.asked ? (
    <EmptyState icon={icon} title={t("none.found")} text={t("none.foundText")} />
  ) : (
    <EmptyState icon={icon} title={t(`none.${kind}`)} text={t(`none.${kind}Text`)} action={create} />
  );
  return (
    <Listed found={found} isEmpty={found.channels.length === 0} nothing={nothing}>
      <ul className={classes.rows} aria-busy={found.isFetching}>
        {found.channels.map((channel) => (
          <li key={channel.id}>
            <ChannelRow channel={channel} />
          </li>
        ))}
      </ul>
    </Listed>
  );
}
