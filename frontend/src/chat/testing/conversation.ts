import type { BotDocument } from "@/model/document";
import type { TraceEntry } from "../trace";

/** One thing that happens in a test: a beginning, something said, time that passes. As `simulate` takes it. */
export interface TestTurn {
  readonly start?: true | { readonly params: Readonly<Record<string, unknown>> };
  readonly user?: string | Said;
  readonly wait?: string;
  /** Variables by path, changed before it happens. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** What a person says otherwise than by typing: a button by its value, a widget's answer, files. */
export interface Said {
  readonly text?: string;
  readonly button?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly attachments?: readonly Attachment[];
}

export interface Attachment {
  readonly type: "image" | "audio" | "video" | "file";
  readonly url: string | null;
  readonly name: string | null;
}

/** What one answers instead of a server (`GET https://…`) or of an integration (`telegram.send_message`). */
export interface Pin {
  readonly id: string;
  readonly kind: "http" | "integration";
  readonly to: string;
  readonly answer: Readonly<Record<string, unknown>>;
}

/** What the world answered in a turn, counted from 1, as a mock that answers the same again. */
export interface Recorded {
  readonly turn: number;
  readonly kind: "http" | "integrations";
  readonly mock: Readonly<Record<string, unknown>>;
}

export interface SaidMessage {
  readonly text: string | null;
  readonly buttons: readonly { readonly text: string; readonly value: string }[];
  readonly attachments: readonly Attachment[];
  readonly widget: ShownWidget | null;
}

export interface ShownWidget {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
}

export interface MetProblem {
  readonly code: string;
  readonly step: string | null;
  readonly detail: unknown;
}

/** What followed from a turn. */
export interface Outcome {
  readonly sent: readonly SaidMessage[];
  readonly at: string | null;
  readonly finished: boolean;
  readonly noMatch: boolean;
  readonly problems: readonly MetProblem[];
  readonly variables: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly entries: readonly TraceEntry[];
  readonly dropped: number;
}

/** What a test holds beside its turns and its mocks: when it is, who talks. */
export type Setting = Readonly<Record<string, unknown>>;

export interface Played {
  readonly test: Readonly<Record<string, unknown>>;
  readonly differences: readonly string[];
  readonly revision: number;
  readonly document: BotDocument;
}

/** What no conversation depends on. */
const BESIDE: readonly string[] = ["tests", "notes"];

/** Whether two states of a draft, made of the same parts where nothing changed, answer alike. */
export function playsAlike(one: BotDocument, other: BotDocument): boolean {
  const parts = new Map(Object.entries(other));
  const keys = [...Object.keys(one), ...parts.keys()].filter((key) => !BESIDE.includes(key));
  const before = new Map(Object.entries(one));
  return keys.every((key) => before.get(key) === parts.get(key));
}

/**
 * What is sent to be played. Pins serve as often as they are asked for, so each is given several times; what was
 * recorded comes behind them, in its order.
 */
export function testOf(
  turns: readonly TestTurn[],
  pins: readonly Pin[],
  recorded: readonly Recorded[],
  setting: Setting,
): Record<string, unknown> {
  const often = (kind: Pin["kind"]) => pins.filter((pin) => pin.kind === kind);
  const known = (kind: Recorded["kind"]) =>
    recorded.filter((one) => one.kind === kind).map(({ mock }) => mock);
  const times = <T>(made: T): T[] => turns.map(() => made);
  return {
    ...setting,
    turns,
    http: [...often("http").flatMap(({ to, answer }) => times({ request: to, answer })), ...known("http")],
    integrations: [
      ...often("integration").flatMap(({ to, answer }) => times({ integration: to, answer })),
      ...known("integrations"),
    ],
  };
}

/** The conversation as a test that would pass now: what was said, where it stood, which problems there were. */
export function keptTest(
  name: string,
  turns: readonly TestTurn[],
  outcomes: readonly Outcome[],
  played: Pick<Played, "test" | "differences">,
): Record<string, unknown> {
  return {
    ...played.test,
    http: used(played.test.http, "http", "request", played.differences),
    integrations: used(played.test.integrations, "integration", "integration", played.differences),
    name,
    turns: turns.map((turn, place) => ({ ...turn, ...expected(outcomes[place]) })),
  };
}

const HAPPENS = ["start", "user", "wait", "given"] as const;

/** What happens in a kept test, without what must follow. */
export function turnsOf(test: Readonly<Record<string, unknown>>): TestTurn[] {
  const turns = Array.isArray(test.turns) ? test.turns : [];
  return turns.map((turn: Record<string, unknown>) =>
    Object.fromEntries(HAPPENS.flatMap((key) => (turn[key] === undefined ? [] : [[key, turn[key]]]))),
  );
}

/** The same test's setting, and its mocks as if they had been recorded before it began. */
export function settingOf(test: Readonly<Record<string, unknown>>): {
  setting: Setting;
  recorded: Recorded[];
} {
  const { http, integrations, ...rest } = test;
  const setting = Object.fromEntries(
    Object.entries(rest).filter(([key]) => key !== "turns" && key !== "name"),
  );
  const told = (kind: Recorded["kind"], mocks: unknown) =>
    (Array.isArray(mocks) ? mocks : []).map((mock: Recorded["mock"]) => ({ turn: 0, kind, mock }));
  return { setting, recorded: [...told("http", http), ...told("integrations", integrations)] };
}

function expected(outcome: Outcome | undefined): Record<string, unknown> {
  if (!outcome) return {};
  return {
    bot: outcome.sent.map(messageExpected),
    ...(outcome.at === null ? {} : { at: outcome.at }),
    finished: outcome.finished,
    problems: outcome.problems.map(({ code }) => code),
  };
}

function messageExpected({ text, buttons, widget }: SaidMessage): unknown {
  if (buttons.length === 0 && widget === null) return text ?? "";
  return {
    ...(text === null ? {} : { text }),
    ...(buttons.length === 0 ? {} : { buttons: buttons.map((button) => ({ text: button.text })) }),
    ...(widget === null ? {} : { widget: { type: widget.type } }),
  };
}

/** A mock that nobody asks for fails a test: those that were left over (as `simulate` tells) are taken out again. */
function used(mocks: unknown, kind: string, key: string, differences: readonly string[]): unknown[] {
  const left = differences.filter((one) => one.startsWith(`unused mock: ${kind} `));
  const all: Record<string, unknown>[] = Array.isArray(mocks) ? mocks : [];
  // The first of several that answer alike is used first: those left over are the last.
  return all
    .toReversed()
    .filter((mock) => {
      const place = left.indexOf(`unused mock: ${kind} ${String(mock[key])}`);
      if (place >= 0) left.splice(place, 1);
      return place < 0;
    })
    .reverse();
}
