import type { TFunction } from "i18next";

const AREA = /^([a-z_]+):([a-z_]+)$/;

/** What a problem's code means, in words; integrations bring codes of their own. */
export function problemText(code: string, t: TFunction<"chat">): string {
  const [, area = "", reason = ""] = AREA.exec(code) ?? [];
  const known = t(`problems.${area}.${reason}`, { defaultValue: "" });
  if (known !== "") return known;
  return t(area === "integration" ? "problems.service" : "problems.unknown", { code: reason || code });
}

/** Somebody outside did not answer as hoped for: an answer can be written down instead. */
export function isOutside(code: string): boolean {
  return code.startsWith("http:") || code.startsWith("integration:");
}
