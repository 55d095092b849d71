import { useMemo } from "react";
import {
  IconFlag,
  IconForms,
  IconHandClick,
  IconMessage,
  IconMessageQuestion,
  IconPuzzle,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { useEditor } from "@/store";
import { ServerImage } from "@/ui";
import { useActs } from "@/editor/canvas/acts/context";
import { useCanvas, useCanvasStore } from "@/editor/canvas/state";
import { FAMILIES, fitting, ownEntries, presetEntries, searched, templateEntries } from "./entries";
import type { Entry, OwnKind } from "./entries";
import { Floating } from "./Floating";
import { SearchList } from "./SearchList";
import classes from "./palette.module.css";

/** What a new step is to be. */
export function Picker() {
  const { t } = useTranslation("canvas");
  const canvas = useCanvasStore();
  const ask = useCanvas((state) => state.picker);
  const isMaking = useCanvas((state) => state.making);
  const acts = useActs();
  const entries = useEntries();
  if (ask === null) return null;
  const fits = fitting(entries, { isBetween: ask.into !== null });
  const close = () => canvas.setState({ picker: null });
  return (
    <Floating at={ask.screen} label={t("picker.title")} onClose={close}>
      <SearchList
        label={t("picker.search")}
        isBusy={isMaking}
        items={(query) => listed(fits, query, (family) => t(`picker.families.${family}`))}
        onClose={close}
        onChoose={(id) => {
          const entry = fits.find((one) => one.id === id);
          if (entry && !isMaking) void acts.make(entry);
        }}
      />
    </Floating>
  );
}

function useEntries(): readonly Entry[] {
  const { t, i18n } = useTranslation("canvas");
  const templates = useEditor((state) => state.document.templates);
  const { data } = $api.useQuery("get", "/api/v1/presets/catalog", {}, { staleTime: Infinity });
  return useMemo(() => {
    const all = [
      ...ownEntries(t),
      ...presetEntries(data?.items ?? [], i18n.language),
      ...templateEntries(templates ?? []),
    ];
    return all.toSorted((one, other) => FAMILIES.indexOf(one.family) - FAMILIES.indexOf(other.family));
  }, [t, i18n.language, data, templates]);
}

function listed(entries: readonly Entry[], query: string, section: (family: Entry["family"]) => string) {
  const isSearching = query.trim() !== "";
  return searched(entries, query).map((entry) => ({
    id: entry.id,
    section: isSearching ? "" : section(entry.family),
    content: <EntryLine entry={entry} />,
  }));
}

const OWN_ICONS: Readonly<Record<OwnKind, typeof IconFlag>> = {
  message: IconMessage,
  question: IconMessageQuestion,
  buttons: IconHandClick,
  form: IconForms,
  end: IconFlag,
};

function EntryLine({ entry }: { entry: Entry }) {
  return (
    <>
      <span className={classes.icon} aria-hidden>
        <EntryIcon entry={entry} />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{entry.title}</span>
        {entry.description !== "" && <span className={classes.description}>{entry.description}</span>}
      </span>
    </>
  );
}

function EntryIcon({ entry }: { entry: Entry }) {
  if (entry.icon !== null) return <ServerImage src={entry.icon} alt="" w={20} h={20} />;
  const Icon = entry.of.kind === "own" ? OWN_ICONS[entry.of.own] : IconPuzzle;
  return <Icon size={20} stroke={1.6} />;
}
