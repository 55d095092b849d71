/** Something wrong in the code: as `inspect` tells it, or with its line. */
export interface CodeIssue {
  readonly message: string;
  readonly message_ru?: string;
  readonly severity: "error" | "warning" | "hint";
  readonly line?: number;
}

export interface LineIssue {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly severity: "error" | "warning" | "hint";
}

const LINE = /(?:line|строк[аеи]|строке)\s+(\d+)/i;

/** At their lines, in the person's language; what names no line is at the first. */
export function atLines(issues: readonly CodeIssue[], language: string, lines: number): readonly LineIssue[] {
  return issues.map((issue) => {
    const message = language.startsWith("ru") ? (issue.message_ru ?? issue.message) : issue.message;
    const named = issue.line ?? Number(LINE.exec(issue.message)?.[1] ?? 1);
    return { line: Math.min(Math.max(named, 1), lines), message, severity: issue.severity };
  });
}
