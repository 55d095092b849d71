import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "./TestChat.module.css";
import { KeptTests } from "./kept/KeptTests";
import { useAskedTest } from "./kept/useAskedTest";
import { Talk } from "./talk/Talk";
import { useTesting, type Tab } from "./testing/store";
import { Values } from "./values/Values";

const TABS: readonly Tab[] = ["talk", "values", "kept"];

/** The draft, tried on the real engine: talked with, looked into, or played against the tests kept with it. */
export function TestChat() {
  const { t } = useTranslation("chat");
  const tab = useTesting((state) => state.tab);
  const showTab = useTesting((state) => state.showTab);
  useAskedTest();
  return (
    <Tabs
      value={tab}
      onChange={(value) => showTab(TABS.find((one) => one === value) ?? "talk")}
      classNames={{ root: classes.root, panel: classes.panel }}
    >
      <Tabs.List>
        <Tabs.Tab value="talk">{t("talk.title")}</Tabs.Tab>
        <Tabs.Tab value="values">{t("values.title")}</Tabs.Tab>
        <Tabs.Tab value="kept">{t("kept.title")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="talk">
        <Talk />
      </Tabs.Panel>
      <Tabs.Panel value="values">
        <Values />
      </Tabs.Panel>
      <Tabs.Panel value="kept">
        <KeptTests />
      </Tabs.Panel>
    </Tabs>
  );
}
