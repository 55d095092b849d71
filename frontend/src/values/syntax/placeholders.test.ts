import { describe, expect, it } from "vitest";

import { FILTERS } from "./filters";
import { isAlone, piecesOf, placeholdersOf, replacePlaceholders } from "./placeholders";

const faults = (text: string) =>
  piecesOf(text).flatMap((piece) => (piece.kind === "broken" ? [piece.fault] : []));

describe("placeholders of a text", () => {
  it("are found with their filters and places", () => {
    const text = "Hi {$ user.name | default : 'you' | upper $}!";
    const [found] = placeholdersOf(text);
    expect(found?.path).toBe("user.name");
    expect(found?.filters.map(({ name, arguments: values }) => [name, ...values])).toEqual([
      ["default", "you"],
      ["upper"],
    ]);
    expect(text.slice(found?.from, found?.to)).toBe("{$ user.name | default : 'you' | upper $}");
    expect(text.slice(found?.pathAt.from, found?.pathAt.to)).toBe("user.name");
  });

  it("may hold quotes, backslashes and the closing sign in an argument", () => {
    const written = String.raw`{$user.name|default:'it\'s \\ $} | ok'$}`;
    expect(placeholdersOf(written)[0]?.filters[0]?.arguments).toEqual(["it's \\ $} | ok"]);
    expect(isAlone(written)).toBe(true);
  });

  it("have paths in letters of any script", () => {
    expect(placeholdersOf("{$user.имя$} {$session.a-b_1.0$}").map(({ path }) => path)).toEqual([
      "user.имя",
      "session.a-b_1.0",
    ]);
  });

  it.each([
    ["{$ $}", "no_path"],
    ["{$user..x$}", "no_path"],
    ["{$user.name", "unfinished"],
    ["{$user.name|upper", "unfinished"],
    ["{$nobody.name$}", "unknown_scope"],
    ["{$user.name|shout$}", "unknown_filter"],
    ["{$user.name|upper:1$}", "arguments"],
    ["{$user.name|replace:'a'$}", "arguments"],
    ["{$user.name|number:'2'$}", "argument"],
    ["{$user.name|date:5$}", "argument"],
  ])("%s stays text: %s", (text, fault) => {
    expect(faults(text)).toEqual([fault]);
    expect(placeholdersOf(text)).toEqual([]);
  });

  it("are read on after one that is broken", () => {
    expect(piecesOf("{$ {$user.name$}").map(({ kind }) => kind)).toEqual(["broken", "placeholder"]);
  });

  it("are known by every filter with its example", () => {
    for (const { name, example } of FILTERS) {
      expect(faults(`{$user.x|${name}${example === undefined ? "" : `:${example}`}$}`), name).toEqual([]);
    }
  });

  it("read as their variables", () => {
    expect(replacePlaceholders("Hi {$user.name|upper$}, {$oops", ({ path }) => path)).toBe(
      "Hi user.name, {$oops",
    );
  });
});
