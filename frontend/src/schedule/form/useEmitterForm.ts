import { useForm, type UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { fieldsOf, unwrap } from "@/api/faults";
import type { components } from "@/api/schema";
import { same, type Json } from "@/model/json";

import type { Emitter } from "../types";
import { useRefresh } from "../useEmitterActions";
import { faultsOf, fieldOf } from "./faulty";
import { valuesOf } from "./reading";
import { newValues, type Values } from "./values";
import { audienceOf, messageOf, scheduleOf } from "./writing";

export type EmitterForm = UseFormReturnType<Values>;

type Change = components["schemas"]["EmitterChange"];
type Place = { botId: string; emitter: Emitter | null; zone: string; onSaved: (name: string) => void };

/** A message that is sent by itself: made, or changed. */
export function useEmitterForm({ botId, emitter, zone, onSaved }: Place) {
  const { t } = useTranslation("schedule");
  const refresh = useRefresh();
  const form = useForm<Values>({
    initialValues: emitter ? valuesOf(emitter, zone) : newValues(zone),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(faultsOf(values)).map(([field, code]) => [field, t(`faults.${code}`)]),
      ),
  });
  const saving = useMutation({
    mutationFn: (values: Values) =>
      emitter ? changed(emitter, form.getInitialValues(), values) : made(botId, values),
    onSuccess: ({ name }) => onSaved(name),
    onError: (thrown) => form.setErrors(errorsOf(thrown, form.getValues().way)),
    onSettled: refresh,
  });
  return { form, saving, save: form.onSubmit((values) => saving.mutate(values), focusFirst) };
}

/** What the API says, at the fields that show it. */
function errorsOf(thrown: unknown, way: Values["way"]) {
  const told = Object.entries(fieldsOf(thrown)).map(([path, words]) => [fieldOf(path, way), words] as const);
  return Object.fromEntries(told.filter(([field]) => field !== null));
}

function made(botId: string, values: Values) {
  const body = { bot_id: botId, is_paused: false, ...bodyOf(values), schedule: scheduleOf(values) };
  return unwrap(api.POST("/api/v1/emitters", { body }));
}

/** A schedule that was not touched is not written: its next time stays, and one that is over may keep its text changed. */
function changed({ id }: Emitter, before: Values, values: Values) {
  const schedule = scheduleOf(values);
  const isTouched = !same(schedule as unknown as Json, scheduleOf(before) as unknown as Json);
  const body = { ...bodyOf(values), ...(isTouched && { schedule }) } as Change;
  return unwrap(api.PATCH("/api/v1/emitters/{emitter_id}", { params: { path: { emitter_id: id } }, body }));
}

function bodyOf(values: Values) {
  return {
    name: values.name.trim(),
    channel_id: values.channel,
    message: messageOf(values),
    audience: audienceOf(values),
    needs_message_processing: values.isHeard,
  };
}

function focusFirst() {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("form [aria-invalid=true], form [data-fault]")?.focus(),
  );
}
