import { Button, TextInput } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconHelp,
  IconPlayerPlay,
  IconSearch,
  IconSparkles,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { IconButton } from "@/ui";
import { lazily } from "@/ui/lazily";

import { useActs } from "../canvas";
import { usePanels } from "../frame/usePanels";
import { keysText } from "../keys";
import { BotMenu } from "./BotMenu";
import { Present } from "./Present";
import { SavedState } from "./SavedState";
import classes from "./TopBar.module.css";
import { useBotName } from "./useBotName";

const PublishButton = lazily(() =>
  import("@/versions/PublishButton").then((part) => ({ default: part.PublishButton })),
);

const ProposalsMark = lazily(() =>
  import("@/versions/proposals/ProposalsMark").then((part) => ({ default: part.ProposalsMark })),
);

type TopBarProps = { onHelp: () => void; onGoTo: () => void };

/** Which bot, whether it is saved, who else is here; undo, tidy, test, publish. */
export function TopBar({ onHelp, onGoTo }: TopBarProps) {
  const { t } = useTranslation("panels");
  const readOnly = useEditor((state) => state.readOnly);
  const dock = useEditor((state) => state.view.dock);
  const acts = useActs();
  const { showDock } = usePanels();
  return (
    <header className={classes.bar}>
      <div className={classes.side}>
        <Link to="/bots" className={classes.back} aria-label={t("toBots")}>
          <IconArrowLeft size={18} aria-hidden />
        </Link>
        <BotName />
        <SavedState />
        <Present />
      </div>
      <div className={classes.side}>
        {!readOnly && <History />}
        <IconButton label={`${t("goTo")} (${keysText("anything")})`} onClick={onGoTo}>
          <IconSearch size={18} />
        </IconButton>
        {!readOnly && (
          <IconButton
            label={`${t("tidy")} (${keysText("tidy")})`}
            onClick={() => void acts.tidy()}
            className={classes.wide}
          >
            <IconSparkles size={18} />
          </IconButton>
        )}
        <IconButton label={`${t("help")} (?)`} onClick={onHelp} className={classes.wide}>
          <IconHelp size={18} />
        </IconButton>
        <BotMenu />
        <Suspense>
          <ProposalsMark />
        </Suspense>
        <Button
          size="xs"
          variant={dock === "chat" ? "light" : "default"}
          leftSection={<IconPlayerPlay size={16} />}
          aria-expanded={dock === "chat"}
          onClick={() => showDock("chat")}
        >
          {t("test")}
        </Button>
        {!readOnly && (
          <Suspense>
            <PublishButton />
          </Suspense>
        )}
      </div>
    </header>
  );
}

function BotName() {
  const { t } = useTranslation("panels");
  const readOnly = useEditor((state) => state.readOnly);
  const { name, setName, commit, cancel } = useBotName();
  if (readOnly) return <h1 className={classes.name}>{name}</h1>;
  return (
    <TextInput
      size="xs"
      variant="unstyled"
      aria-label={t("botName")}
      classNames={{ input: classes.name }}
      value={name}
      maxLength={200}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Escape") cancel();
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
      }}
    />
  );
}

function History() {
  const { t } = useTranslation("panels");
  const undo = useEditor((state) => state.undo);
  const redo = useEditor((state) => state.redo);
  const canUndo = useEditor((state) => state.canUndo);
  const canRedo = useEditor((state) => state.canRedo);
  const undoLabel = useEditor((state) => state.undoLabel);
  const redoLabel = useEditor((state) => state.redoLabel);
  return (
    <>
      <IconButton
        label={`${undoLabel ? t("undoOf", { what: undoLabel }) : t("undo")} (${keysText("undo")})`}
        disabled={!canUndo}
        onClick={undo}
      >
        <IconArrowBackUp size={18} />
      </IconButton>
      <IconButton
        label={`${redoLabel ? t("redoOf", { what: redoLabel }) : t("redo")} (${keysText("redo")})`}
        disabled={!canRedo}
        onClick={redo}
      >
        <IconArrowForwardUp size={18} />
      </IconButton>
    </>
  );
}
