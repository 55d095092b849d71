import { Tabs } from "@mantine/core";
import { IconArrowLeft, IconPencil } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { FaultState, LinkButton, Loading, Page, RelativeTime, TextLink } from "@/ui";

import classes from "./Conversations.module.css";
import { EndButton } from "./EndButton";
import { KeepButton } from "./keep/KeepButton";
import { Messages } from "./Messages";
import { ReplayPanel } from "./ReplayPanel";
import { Turns } from "./Turns";
import type { ConversationWhole } from "./types";
import { Variables } from "./Variables";

const AGAIN = 2_000; // ms: a conversation under way is looked at as it goes

/** What was said, and why each turn went where it did. */
export function ConversationPage() {
  const { t } = useTranslation("conversations");
  const { botId, sessionId } = useParams({ from: "/in/shell/bots/$botId/conversations/$sessionId" });
  const params = { path: { session_id: sessionId } };
  const { data, isPending, error, refetch } = $api.useQuery(
    "get",
    "/api/v1/sessions/{session_id}",
    { params },
    { refetchInterval: (query) => (query.state.data?.finished ? false : AGAIN) },
  );
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  const name = data.person.name ?? t("nameless");
  return (
    <Page
      title={name}
      lead={<Lead conversation={data} />}
      above={
        <TextLink to="/bots/$botId/conversations" params={{ botId }} size="sm">
          <IconArrowLeft size={14} aria-hidden /> {t("title")}
        </TextLink>
      }
      actions={
        <>
          {!data.finished && <EndButton conversation={data} />}
          <KeepButton conversation={data} />
          <LinkButton
            to="/bots/$botId"
            params={{ botId }}
            search={{ conversation: sessionId }}
            variant="default"
            leftSection={<IconPencil size={16} />}
          >
            {t("openOnCanvas")}
          </LinkButton>
        </>
      }
    >
      <div className={classes.columns}>
        <section aria-labelledby="said">
          <h2 id="said" className={classes.heading}>
            {t("said")}
          </h2>
          <Messages conversation={data} />
        </section>
        <Details conversation={data} />
      </div>
    </Page>
  );
}

function Lead({ conversation }: { conversation: ConversationWhole }) {
  const { t } = useTranslation("conversations");
  const state = conversation.finished ? "finished" : conversation.awaiting ? "awaiting" : "running";
  return (
    <>
      {conversation.channel.name} · {t("version", { version: conversation.version })} · {t(`states.${state}`)}{" "}
      · <RelativeTime at={conversation.updated_at} />
    </>
  );
}

function Details({ conversation }: { conversation: ConversationWhole }) {
  const { t } = useTranslation("conversations");
  return (
    <Tabs defaultValue="turns" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="turns">{t("turns")}</Tabs.Tab>
        <Tabs.Tab value="variables">{t("variables")}</Tabs.Tab>
        <Tabs.Tab value="replay">{t("replay.title")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="turns">
        <Turns conversation={conversation} />
      </Tabs.Panel>
      <Tabs.Panel value="variables">
        <Variables variables={conversation.variables} />
      </Tabs.Panel>
      <Tabs.Panel value="replay">
        <ReplayPanel conversation={conversation} />
      </Tabs.Panel>
    </Tabs>
  );
}
