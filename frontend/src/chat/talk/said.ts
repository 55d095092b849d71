import type { TFunction } from "i18next";

import type { Outcome, TestTurn } from "../testing/conversation";

export const WAITS = ["10s", "1m", "10m", "1h", "24h", "7d"] as const;

/** What happens in a turn, in words; a button by what stood on it, where the message `before` had it. */
export function saidIn(turn: TestTurn, before: Outcome | undefined, t: TFunction<"chat">): string {
  if (turn.start) return t("talk.start");
  if (turn.wait !== undefined) return waited(turn, turn.wait, t);
  if (typeof turn.user === "string") return turn.user;
  const { text, button } = turn.user ?? {};
  const pressed = before?.sent.flatMap(({ buttons }) => buttons).find(({ value }) => value === button);
  return text || pressed?.text || button || "";
}

function waited({ given }: TestTurn, wait: string, t: TFunction<"chat">): string {
  if (given && wait === "0s") return t("talk.given", { names: Object.keys(given).join(", ") });
  const known = WAITS.find((one) => one === wait);
  return t("talk.waited", { time: known ? t(`talk.waits.${known}`) : wait });
}

/** What a screen reader says when the bot has answered. */
export function heardIn(outcome: Outcome, t: TFunction<"chat">): string {
  const said = outcome.sent.map(({ text, buttons, attachments, widget }) =>
    [
      text,
      attachments.length > 0 && t("talk.files", { count: attachments.length }),
      widget && t("talk.widget", { type: widget.type }),
      buttons.length > 0 && t("talk.choices", { texts: buttons.map((one) => one.text).join(", ") }),
    ]
      .filter(Boolean)
      .join(". "),
  );
  const rest = [
    outcome.noMatch && t("talk.noMatch"),
    outcome.finished && t("talk.finished"),
    outcome.problems.length > 0 && t("talk.problems", { count: outcome.problems.length }),
  ];
  return [...(said.length > 0 ? said : [t("talk.silent")]), ...rest].filter(Boolean).join(". ");
}
