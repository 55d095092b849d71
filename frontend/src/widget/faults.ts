// What the server refuses, by its stable code: texts stand in messages/, never the server's own English.
import type { WireError } from "./wire";

export const TOO_LONG = "message:too_long";
export const IDENTITY_NEEDED = "identity:required";
export const LONGEST = 65_536; // characters of a text, as the server counts at most

/** The code to keep for an error of the server. */
export function faultOf({ code, details }: WireError): string {
  const long = details?.fields?.some((field) => /too_long/.test(field.code ?? ""));
  return long || /too_large/.test(code ?? "") ? TOO_LONG : String(code ?? "");
}
