import { useTranslation } from "react-i18next";

import { faultText, Fault } from "@/api/faults";
import type { components } from "@/api/schema";

import classes from "../TestChat.module.css";

const SHOWN = 8;

type Result = Pick<components["schemas"]["TestResult"], "error" | "differences">;

/** What did not follow as it should have, each with the turn it is of. */
export function Differences({ result }: { result: Result }) {
  const { t } = useTranslation("chat");
  const { error, differences } = result;
  const words = error
    ? [faultText(new Fault(error.code, 422, error.message, error.details))]
    : differences.map((one) => differenceText(one, t));
  return (
    <ul className={classes.differences}>
      {words.slice(0, SHOWN).map((one, place) => (
        <li key={place}>{one}</li>
      ))}
      {words.length > SHOWN && <li>{t("kept.more", { count: words.length - SHOWN })}</li>}
    </ul>
  );
}

type Translate = ReturnType<typeof useTranslation<"chat">>["t"];

const OF_TURN = /^turn (\d+) \((.*?)\): (.*)$/s;
const EXPECTED = /^(.*?): expected (.*), got (.*)$/s;
const UNUSED = /^unused mock: (?:http|integration) (.*)$/s;

/** The server's line as a sentence; one of a shape we do not know as it is. */
export function differenceText(line: string, t: Translate): string {
  const [, number, , said] = OF_TURN.exec(line) ?? [];
  if (number !== undefined && said !== undefined)
    return t("kept.ofTurn", { number, what: differenceText(said, t) });
  const unused = UNUSED.exec(line)?.[1];
  if (unused !== undefined) return t("kept.unused", { what: unused });
  const [, what = "", wanted, got] = EXPECTED.exec(line) ?? [];
  if (wanted === undefined || got === undefined) return line;
  return t("kept.expected", { what: whatText(what, t), wanted, got });
}

const OF_MESSAGE = /^bot\[(\d+)\]/;
const KNOWN: readonly string[] = ["bot", "at", "finished", "problems", "no_match"];

function whatText(what: string, t: Translate): string {
  const place = OF_MESSAGE.exec(what)?.[1];
  if (place !== undefined) return t("kept.message", { number: Number(place) + 1 });
  return KNOWN.includes(what) ? t(`kept.what.${what}`) : what;
}
