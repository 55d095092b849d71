import { useForm, type UseFormReturnType } from "@mantine/form";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { same } from "@/model/json";

import { isWebAddress } from "../channels/webhook/webAddress";
import type { Alerts, Change } from "./types";

export const MOST = 1_000_000;
export const LONGEST = 24 * 60; // minutes

type Choice = Pick<Alerts, "is_on" | "more_than" | "minutes" | "by_mail"> & { url: string };

/** What is chosen; while nothing is changed here, what others choose is followed. */
export function useChoice(alerts: Alerts) {
  const { t } = useTranslation("alerts");
  const { is_on, more_than, minutes, by_mail } = alerts;
  const url = alerts.url ?? "";
  const whole = (least: number, most: number) => (value: number | string) =>
    typeof value === "number" && value >= least && value <= most ? null : t("choice.number", { least, most });
  const stored = { is_on, more_than, minutes, by_mail, url };
  const form = useForm<Choice>({
    initialValues: stored,
    validate: {
      more_than: whole(0, MOST),
      minutes: whole(1, LONGEST),
      url: (text) => (text.trim() === "" || isWebAddress(text) ? null : t("choice.urlFault")),
    },
  });
  useEffect(() => {
    if (form.isDirty() || same(form.getValues(), stored)) return;
    form.setInitialValues(stored);
    form.setValues(stored);
  });
  return form;
}

/** Only what was changed here: what somebody else chose meanwhile stays. */
export function changedOf(form: UseFormReturnType<Choice>): Change {
  const { url, ...chosen } = form.getValues();
  const all: Change = { ...chosen, url: url.trim() || null };
  return Object.fromEntries(Object.entries(all).filter(([name]) => form.isDirty(name))) as Change;
}
