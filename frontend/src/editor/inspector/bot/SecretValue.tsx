import { TextInput } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "@/model/json";
import { useEditorStore } from "@/store";
import { useEdit } from "../editing/useEdit";
import { Hint } from "../panel/Hint";
import { textOf, valueOf } from "./initial-values";

/**
 * A value the running bot takes at once, and that is never shown again: it is kept when it has been typed to its end.
 * `isWhole`: all of it is secret, else something inside.
 */
export function SecretValue({ name, value, isWhole }: { name: string; value: Json; isWhole: boolean }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const store = useEditorStore();
  const [typed, setTyped] = useState<string | null>(null);
  const path = `bot.${name}`;
  const shown = isWhole ? "" : textOf(value);
  const isSet = value !== null && value !== "";
  const commit = () => {
    const isThere = Object.hasOwn(store.getState().document.variables ?? {}, name);
    setTyped(null);
    if (typed === null || typed === "" || typed === shown || !isThere) return;
    const label = t("variables.change", { name: path });
    (isWhole ? edit.setForGood : edit.set)(["variables", name], valueOf(typed), label);
  };
  useOnUnmount(commit);
  return (
    <>
      <TextInput
        size="xs"
        aria-label={t("variables.value", { name: path })}
        placeholder={t(isSet ? "variables.secretKept" : "variables.valuePlaceholder")}
        type={isWhole ? "password" : "text"}
        autoComplete={isWhole ? "new-password" : "off"}
        spellCheck={false}
        value={typed ?? shown}
        readOnly={edit.readOnly}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) commit();
          if (event.key === "Escape") setTyped(null);
        }}
        onBlur={(event) => {
          // Who looks something up in another window comes back to this very field.
          if (document.activeElement !== event.currentTarget) commit();
        }}
      />
      <Hint>{t("variables.secretHint")}</Hint>
    </>
  );
}

/** A field that goes while it is written in, by a key, is left as by any other way. */
function useOnUnmount(act: () => void): void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  useLayoutEffect(() => () => latest.current(), []);
}
