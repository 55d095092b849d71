import { Alert, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconMailOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { problemText } from "@/chat/problems";
import { Section, TextLink } from "@/ui";

import type { Alerts } from "./types";

const SHOWN = 8;

type StandingProps = { botId: string; alerts: Alerts; isArchived: boolean };

/** What was met of late, whether it is too much, and whether people could be told. */
export function StandingSection({ botId, alerts, isArchived }: StandingProps) {
  const { t } = useTranslation("alerts");
  const { problems, minutes, since, told_at } = alerts;
  const moment = useMoment();
  return (
    <Section title={t("now.title")} lead={t("now.lead", { count: minutes })}>
      <Stack gap="sm">
        {since && (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} role="status">
            {t("now.risen", { moment: moment(since) })}
          </Alert>
        )}
        <Text size="sm" fw={500}>
          {t("now.count", { count: problems })}
        </Text>
        <Kinds kinds={alerts.kinds} />
        {told_at && (
          <Text size="sm" c="var(--text-2)">
            {t("now.told", { moment: moment(told_at) })}
          </Text>
        )}
        {isArchived && <Text size="sm">{t("now.archived")}</Text>}
        <Faults alerts={alerts} />
        <TextLink to="/bots/$botId/conversations" params={{ botId }} size="sm">
          {t("now.conversations")}
        </TextLink>
      </Stack>
    </Section>
  );
}

function Kinds({ kinds }: Pick<Alerts, "kinds">) {
  const { t } = useTranslation("alerts");
  const { t: inChat } = useTranslation("chat");
  const words = (code: string) => {
    const [area = "", kind = ""] = code.split(":");
    return t(`outsideTurns.${area}.${kind}`, { defaultValue: "" }) || problemText(code, inChat);
  };
  if (kinds.length === 0) return null;
  return (
    <List size="sm" spacing={4}>
      {kinds.slice(0, SHOWN).map(({ code, problems }) => (
        <List.Item key={code}>
          {words(code)} <Text span size="sm" c="var(--text-2)">{`× ${problems}`}</Text>
        </List.Item>
      ))}
      {kinds.length > SHOWN && <List.Item>{t("now.more", { count: kinds.length - SHOWN })}</List.Item>}
    </List>
  );
}

/** Alerts nobody has taken, until one is taken again. */
function Faults({ alerts: { mail_fault, url_fault } }: Pick<StandingProps, "alerts">) {
  const { t } = useTranslation("alerts");
  const moment = useMoment();
  const faults = [
    { of: "mail", fault: mail_fault },
    { of: "url", fault: url_fault },
  ] as const;
  return faults.map(
    ({ of, fault }) =>
      fault && (
        <Alert key={of} color="yellow" variant="light" icon={<IconMailOff size={18} />} role="status">
          {t(`fault.${of}`, { moment: moment(fault.at) })} <code>{fault.code}</code>
        </Alert>
      ),
  );
}

function useMoment() {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" });
  return (at: string) => format.format(new Date(at));
}
