import { Tabs } from "@mantine/core";
import { useLocation, useNavigate } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";

import { AccessTab } from "./access/AccessTab";
import classes from "./ChannelTabs.module.css";
import { LookSection } from "./look/LookSection";
import { SubscribersSection } from "./people/SubscribersSection";
import { SettingsTab } from "./settings/SettingsTab";
import { ShareTab } from "./share/ShareTab";
import type { TabProps } from "./types";
import { WebhookTab } from "./webhook/WebhookTab";

const TABS: Readonly<Record<string, ComponentType<TabProps>>> = {
  share: ShareTab,
  webhook: WebhookTab,
  look: LookSection,
  access: AccessTab,
  people: SubscribersSection,
  settings: SettingsTab,
};
const OF_KIND: Readonly<Record<string, readonly string[]>> = {
  web: ["share", "look", "access", "people", "settings"],
  webhook: ["webhook", "people", "settings"],
};
const OF_OTHERS = ["people", "settings"] as const;

/** The parts of a channel's page; which is open stands behind the `#`, for links and the back button. */
export function ChannelTabs({ channel, rights }: TabProps) {
  const { t } = useTranslation("channels");
  const { hash } = useLocation();
  const navigate = useNavigate();
  const names = OF_KIND[channel.kind] ?? OF_OTHERS;
  const open = names.find((name) => name === hash) ?? names[0] ?? null;
  const choose = (name: string | null) => {
    if (name)
      void navigate({ to: ".", hash: name, replace: true, hashScrollIntoView: false, resetScroll: false });
  };
  return (
    <Tabs value={open} onChange={choose} keepMounted={false} className={classes.tabs}>
      <Tabs.List className={classes.list}>
        {names.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {names.map((name) => {
        const Tab = TABS[name];
        return (
          <Tabs.Panel key={name} value={name} pt="md">
            {Tab && <Tab channel={channel} rights={rights} />}
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
