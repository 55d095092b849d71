/** What authors' code may import: the list of the sandbox. */
export const MODULES = [
  "asyncio",
  "base64",
  "binascii",
  "bisect",
  "calendar",
  "cmath",
  "collections",
  "collections.abc",
  "contextlib",
  "copy",
  "csv",
  "dataclasses",
  "datetime",
  "decimal",
  "enum",
  "fractions",
  "functools",
  "hashlib",
  "heapq",
  "hmac",
  "html",
  "html.entities",
  "itertools",
  "json",
  "math",
  "numbers",
  "operator",
  "random",
  "re",
  "secrets",
  "statistics",
  "string",
  "textwrap",
  "time",
  "types",
  "typing",
  "unicodedata",
  "urllib.parse",
  "uuid",
  "zoneinfo",
] as const;

/** Keys of `message`, each with the key of its words in `values:code`. */
export const MESSAGE_KEYS = {
  text: "messageText",
  button: "messageButton",
  params: "messageParams",
  attachments: "messageAttachments",
  id: "messageId",
} as const;

/** What there is before anything is written. */
export const BEGINNING = `async def main(message, variables):
    return {}
`;
