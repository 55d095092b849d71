import { Alert, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { faultText, type Fault } from "@/api/faults";
import { Differences } from "@/chat/kept/Differences";
import { useTesting } from "@/chat/testing/store";
import { isObject } from "@/model/json";
import { useEditor } from "@/store";
import { TextLink } from "@/ui";

import classes from "./versions.module.css";

type RedTestsProps = { fault: Fault; onLeave: () => void };

/** Why it is not published: each test that is red, what differs in it, and the way into it. */
export function RedTests({ fault, onLeave }: RedTestsProps) {
  const { t } = useTranslation("versions");
  const botId = useEditor((state) => state.botId);
  const setView = useEditor((state) => state.setView);
  const showTab = useTesting((state) => state.showTab);
  const showAll = () => {
    onLeave();
    setView({ dock: "chat" });
    showTab("kept");
  };
  return (
    <Alert color="red" title={faultText(fault)} classNames={{ title: classes.refused }}>
      <ul className={classes.red}>
        {redTests(fault).map(({ index, name, ...result }) => (
          <li key={index}>
            <TextLink
              to="/bots/$botId"
              params={{ botId }}
              search={(before) => ({ ...before, dock: "chat", test: String(index) })}
              size="sm"
              onClick={onLeave}
            >
              {name || t("publish.nameless", { number: index + 1 })}
            </TextLink>
            <Differences result={result} />
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" onClick={showAll}>
        {t("publish.showTests")}
      </Button>
    </Alert>
  );
}

/** As `bot:red_tests` tells them. */
function redTests({ details: { tests } }: Fault) {
  return (Array.isArray(tests) ? tests.filter(isObject) : []).map(({ index, name, differences, error }) => ({
    index: Number(index),
    name: String(name ?? ""),
    differences: Array.isArray(differences) ? differences.map(String) : [],
    error: typeof error === "string" ? { code: error, message: error, details: {} } : null,
  }));
}
