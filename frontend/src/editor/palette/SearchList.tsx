import { useId, useState } from "react";
import type { ReactNode } from "react";
import { Loader, ScrollArea, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./palette.module.css";

export interface Item {
  readonly id: string;
  readonly section: string;
  readonly content: ReactNode;
}

interface Props {
  readonly label: string;
  readonly items: (query: string) => readonly Item[];
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
  readonly isBusy?: boolean;
}

/** A field, and what it finds below: arrows choose, Enter takes. */
export function SearchList({ label, items, onChoose, onClose, isBusy = false }: Props) {
  const { t } = useTranslation("canvas");
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const base = useId();
  const found = items(query);
  const chosen = found[Math.min(at, found.length - 1)];
  const move = (by: number) =>
    setAt((Math.min(at, found.length - 1) + by + found.length) % Math.max(found.length, 1));
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && chosen) onChoose(chosen.id);
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <TextInput
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${base}-list`}
        aria-activedescendant={chosen ? `${base}-${chosen.id}` : undefined}
        placeholder={label}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={isBusy ? <Loader size={16} /> : undefined}
        value={query}
        autoFocus
        data-autofocus
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ScrollArea.Autosize
        mah={360}
        mt={6}
        type="auto"
        scrollbars="y"
        offsetScrollbars
        classNames={{ content: classes.found }}
        viewportProps={{
          id: `${base}-list`,
          role: "listbox",
          tabIndex: -1,
          "aria-label": label,
          "aria-busy": isBusy,
        }}
      >
        {found.map((item, place) => (
          <Line
            key={item.id}
            id={`${base}-${item.id}`}
            item={item}
            heading={item.section === found[place - 1]?.section ? null : item.section}
            isChosen={item === chosen}
            onChoose={onChoose}
          />
        ))}
      </ScrollArea.Autosize>
      {found.length === 0 && <p className={classes.nothing}>{t("picker.nothing")}</p>}
    </>
  );
}

interface LineProps {
  readonly id: string;
  readonly item: Item;
  readonly heading: string | null;
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
}

function Line({ id, item, heading, isChosen, onChoose }: LineProps) {
  return (
    <>
      {heading && (
        <div role="presentation" className={classes.section}>
          {heading}
        </div>
      )}
      <div
        ref={isChosen ? scrollIn : undefined}
        id={id}
        role="option"
        aria-selected={isChosen}
        className={classes.item}
        data-chosen={isChosen || undefined}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onChoose(item.id)}
      >
        {item.content}
      </div>
    </>
  );
}

function scrollIn(element: HTMLElement | null) {
  element?.scrollIntoView({ block: "nearest" });
}
