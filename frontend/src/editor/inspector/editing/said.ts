import type { Issue } from "@/store";
import { judge, placeholdersOf, type Variable } from "@/values";

/** Those that the field does not say of its text itself: a variable that nothing writes it underlines at once. */
export function unsaid(
  issues: readonly Issue[],
  text: string,
  variables: readonly Variable[],
): readonly Issue[] {
  if (!issues.some((issue) => issue.code === NEVER_WRITTEN)) return issues;
  const said = placeholdersOf(text).flatMap(({ path }) => (judge(path, variables) ? [path.trim()] : []));
  return issues.filter(
    ({ code, message }) => code !== NEVER_WRITTEN || !said.some((path) => message.includes(`“${path}”`)),
  );
}

const NEVER_WRITTEN = "variable:never_written";
