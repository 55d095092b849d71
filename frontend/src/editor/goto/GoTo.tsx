import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { stepTitle } from "@/model/document";
import { search } from "@/model/search";
import { useEditor } from "@/store";

import { SearchList, type Item } from "../palette/SearchList";
import classes from "../panels/panels.module.css";
import { useCommands } from "./useCommands";

const MOST = 30;

/** One field for all there is: steps, texts, variables, rules, and what can be done. */
export function GoTo({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("panels");
  const document = useEditor((state) => state.document);
  const reveal = useEditor((state) => state.reveal);
  const commands = useCommands();
  const navigate = useNavigate();
  const found = (query: string) => (query.trim() === "" ? [] : search(document, query, MOST));
  const items = (query: string): Item[] => {
    const wanted = query.trim().toLocaleLowerCase();
    const steps = wanted === "" ? (document.steps ?? []).slice(0, MOST) : [];
    return [
      ...steps.map((step) => ({
        id: `step ${step.id}`,
        section: t("steps.title"),
        content: stepTitle(step),
      })),
      ...found(query).map((one, place) => ({
        id: `found ${place} ${query}`,
        section: t("goto.found"),
        content: (
          <span className={classes.words}>
            <span className={classes.kind}>{t(`found.${one.kind}`)}</span> {one.title}
            {one.excerpt !== one.title && <small>{one.excerpt}</small>}
          </span>
        ),
      })),
      ...commands
        .filter(({ title }) => title.toLocaleLowerCase().includes(wanted))
        .map(({ id, title }) => ({ id: `command ${id}`, section: t("goto.commands"), content: title })),
    ];
  };
  const choose = (id: string) => {
    onClose();
    const [kind, ...rest] = id.split(" ");
    if (kind === "step") reveal({ step: rest.join(" ") });
    if (kind === "command") void commands.find((one) => one.id === rest[0])?.run(navigate);
    if (kind === "found") {
      const one = found(rest.slice(1).join(" "))[Number(rest[0])];
      if (one) reveal({ step: one.step ?? undefined, path: [...one.path] });
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("goto.title")} size="lg" yOffset="12vh" returnFocus>
      <SearchList label={t("goto.label")} items={items} onChoose={choose} onClose={onClose} />
    </Modal>
  );
}
