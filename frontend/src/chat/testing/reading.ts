import { isObject } from "@/model/json";

import type { TraceEntry } from "../trace";
import type { Attachment, Outcome, Recorded, SaidMessage, ShownWidget } from "./conversation";

/** A turn as `simulate` answers it. Whatever is missing is empty: the answer is shown, not trusted. */
export function outcomeOf(turn: Readonly<Record<string, unknown>>): Outcome {
  const traces = listOf(turn.trace).filter(isObject);
  return {
    sent: listOf(turn.sent).filter(isObject).map(messageOf),
    at: typeof turn.at === "string" ? turn.at : null,
    finished: turn.finished === true,
    noMatch: turn.no_match === true,
    problems: listOf(turn.problems)
      .filter(isObject)
      .map(({ code, step, detail }) => ({
        code: String(code),
        step: typeof step === "string" ? step : null,
        detail,
      })),
    variables: scopesOf(turn.variables),
    entries: traces.flatMap(({ entries }) => entriesOf(entries)),
    dropped: traces.reduce((sum, { dropped }) => sum + (typeof dropped === "number" ? dropped : 0), 0),
  };
}

/** A message of a bot, as `simulate` or the conversation's log tells it. */
export function messageOf({
  text,
  buttons,
  attachments,
  widget,
}: Readonly<Record<string, unknown>>): SaidMessage {
  return {
    text: typeof text === "string" && text !== "" ? text : null,
    buttons: listOf(buttons)
      .filter(isObject)
      .map((button) => {
        const label = String(button.text ?? button.value ?? "");
        return { text: label, value: String(button.value ?? label) };
      }),
    attachments: attachmentsOf(attachments),
    widget: widgetOf(widget),
  };
}

export function attachmentsOf(given: unknown): Attachment[] {
  return listOf(given)
    .filter(isObject)
    .map(({ type, url, name }) => ({
      type: TYPES.find((one) => one === type) ?? "file",
      url: typeof url === "string" ? url : null,
      name: typeof name === "string" ? name : null,
    }));
}

const TYPES = ["image", "audio", "video", "file"] as const;

function widgetOf(widget: unknown): ShownWidget | null {
  if (!isObject(widget)) return null;
  return { type: String(widget.type), props: isObject(widget.props) ? widget.props : {} };
}

export function recordedOf(given: unknown): Recorded[] {
  return listOf(given)
    .filter(isObject)
    .flatMap(({ turn, kind, mock }) =>
      typeof turn === "number" && (kind === "http" || kind === "integrations") && isObject(mock)
        ? [{ turn, kind, mock }]
        : [],
    );
}

/** Entries of a trace, without what is none. */
export function entriesOf(given: unknown): TraceEntry[] {
  return listOf(given).filter(isEntry);
}

function scopesOf(variables: unknown): Outcome["variables"] {
  if (!isObject(variables)) return {};
  return Object.fromEntries(
    Object.entries(variables).filter((one): one is [string, Record<string, unknown>] => isObject(one[1])),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isEntry(value: unknown): value is TraceEntry {
  return isObject(value) && typeof value.kind === "string";
}
