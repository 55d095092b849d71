import { Button, SegmentedControl } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFileImport, IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BotsSearch } from "../search";
import { Filters, Page, SearchField } from "@/ui";

import { FoundBots } from "./FoundBots";
import { ImportDialog } from "./import/ImportDialog";
import { NewBotDialog } from "./new/NewBotDialog";
import type { BotStatus } from "./types";

const STATES: readonly BotStatus[] = ["active", "paused", "archived"];

export function BotsPage() {
  const { t } = useTranslation("bots");
  const { gallery = false, search = "", status = "active" } = useSearch({ from: "/in/shell/bots" });
  const change = useAddress();
  const [text, setText] = useState(search);
  const [isImport, importing] = useDisclosure(false);
  const look = (sought: string) => {
    setText(sought);
    change({ search: sought || undefined }, true);
  };
  const show = (value: string) =>
    change({ status: value === "paused" || value === "archived" ? value : undefined }, true);
  const make = () => change({ gallery: true }, false);
  const actions = (
    <>
      <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={importing.open}>
        {t("import.open")}
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={make}>
        {t("new.open")}
      </Button>
    </>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={actions}>
      <Filters>
        <SearchField value={text} onChange={look} label={t("search")} />
        <SegmentedControl
          size="xs"
          aria-label={t("states.title")}
          data={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
          value={status}
          onChange={show}
        />
      </Filters>
      <FoundBots search={text} status={status} onNew={make} />
      <NewBotDialog opened={gallery} onClose={() => change({ gallery: undefined }, true)} />
      <ImportDialog opened={isImport} onClose={importing.close} />
    </Page>
  );
}

/** What is looked at stands in the address: it can be kept, shared and come back to. */
function useAddress(): (changed: BotsSearch, replace: boolean) => void {
  const navigate = useNavigate({ from: "/bots" });
  return (changed, replace) => void navigate({ search: (before) => ({ ...before, ...changed }), replace });
}
