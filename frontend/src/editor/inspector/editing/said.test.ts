import { expect, it } from "vitest";
import type { Issue } from "@/store";
import type { Variable } from "@/values";
import { unsaid } from "./said";

const issue = (code: string, message: string): Issue => ({
  code,
  severity: "warning",
  path: "",
  target: "",
  step: null,
  message,
  message_ru: "",
  fix: null,
});
const NEVER = issue(
  "variable:never_written",
  "Nothing ever writes the variable “session.gone”, so it is empty.",
);
const OTHER = issue("text:too_long", "Too long.");

it("an unknown variable is told once: by the field, which knows it first", () => {
  expect(unsaid([NEVER, OTHER], "Hi {$session.gone$}", [])).toEqual([OTHER]);
});

it("what the field does not know of is told by the server", () => {
  const known: Variable[] = [
    { path: "session.gone", type: "text", origin: "document", isWritable: true, isSecret: false },
  ];
  expect(unsaid([NEVER], "Hi {$session.gone$}", known)).toEqual([NEVER]);
  expect(unsaid([NEVER], "Hi", [])).toEqual([NEVER]);
});
