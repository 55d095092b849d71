import { Button, Select } from "@mantine/core";
import { IconArrowLeft, IconCalendarTime, IconPlus } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { EmptyState, Listed, Page, Section, ShowMore, TextLink } from "@/ui";
import { CalendarSection } from "@/schedule/calendar/CalendarSection";
import { EmitterRow } from "@/schedule/emitters/EmitterRow";
import { EmitterDialogs, type Opened } from "@/schedule/EmitterDialogs";
import classes from "@/schedule/Schedule.module.css";
import { useBotChannels } from "@/schedule/useBotChannels";
import { useEmitters } from "@/schedule/useEmitters";
import { browserZone, zonesWith } from "@/schedule/zones";

import { useMyAccess } from "../bots/access/useMyAccess";

/** What a bot says by itself, and when: the days to come, and each message with its history. */
export function SchedulePage() {
  const { t } = useTranslation("schedule");
  const { botId } = useParams({ from: "/in/shell/bots/$botId/schedule" });
  const { person } = useSession();
  const own = person?.timezone ?? browserZone();
  const [zone, setZone] = useState(own);
  const [opened, setOpened] = useState<Opened>(null);
  const bot = $api.useQuery("get", "/api/v1/bots/{bot_id}", { params: { path: { bot_id: botId } } });
  const { mayEdit } = useMyAccess(botId);
  const found = useEmitters(botId);
  const isEmpty = found.isSuccess && found.emitters.length === 0;
  const close = () => setOpened(null);
  const isSilent = bot.data !== undefined && bot.data.status !== "active";
  const shown = { botId, zone, mayEdit, isSilent, onZone: setZone, onOpen: setOpened };
  const create = mayEdit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpened({ what: "form", id: null })}>
      {t("new")}
    </Button>
  );
  const above = (
    <TextLink to="/bots/$botId" params={{ botId }} size="sm">
      <IconArrowLeft size={14} aria-hidden /> {bot.data?.name ?? t("toBot")}
    </TextLink>
  );
  return (
    <Page title={t("title")} lead={t("lead")} above={above} actions={!isEmpty && create}>
      <Found found={found} own={own} create={create} {...shown} />
      <EmitterDialogs botId={botId} opened={opened} emitters={found.emitters} zone={zone} onClose={close} />
    </Page>
  );
}

type FoundProps = EmittersProps & {
  own: string;
  isSilent: boolean;
  create: ReactNode;
  onZone: (zone: string) => void;
};

function Found({ own, isSilent, create, onZone, ...around }: FoundProps) {
  const { t } = useTranslation("schedule");
  const { found, botId, zone, mayEdit, onOpen } = around;
  if (found.emitters.length === 0) {
    const icon = <IconCalendarTime size={26} />;
    const nothing = <EmptyState icon={icon} title={t("none")} text={t("noneText")} action={create} />;
    return <Listed found={found} isEmpty nothing={nothing} />;
  }
  return (
    <div className={classes.page}>
      <Select
        label={t("zone")}
        data={zonesWith(own, zone)}
        value={zone}
        onChange={(value) => onZone(value ?? own)}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t("noZone")}
        maw={320}
      />
      <CalendarSection
        botId={botId}
        zone={zone}
        isSilent={isSilent}
        onOpen={(id) => onOpen({ what: mayEdit ? "form" : "history", id })}
      />
      <Emitters {...around} />
    </div>
  );
}

type EmittersProps = {
  found: ReturnType<typeof useEmitters>;
  botId: string;
  zone: string;
  mayEdit: boolean;
  onOpen: (opened: Opened) => void;
};

function Emitters({ found, botId, zone, mayEdit, onOpen }: EmittersProps) {
  const { t } = useTranslation("schedule");
  const channels = useBotChannels(botId);
  const nameOf = (id: string | null) => (id && channels.find((one) => one.id === id)?.name) || null;
  return (
    <Section title={t("list.title")} lead={t("list.lead")}>
      <ul className={classes.rows}>
        {found.emitters.map((emitter) => (
          <li key={emitter.id}>
            <EmitterRow
              emitter={emitter}
              channelName={nameOf(emitter.channel_id)}
              zone={zone}
              mayEdit={mayEdit}
              onEdit={() => onOpen({ what: mayEdit ? "form" : "history", id: emitter.id })}
              onHistory={() => onOpen({ what: "history", id: emitter.id })}
            />
          </li>
        ))}
      </ul>
      <ShowMore found={found} />
    </Section>
  );
}
