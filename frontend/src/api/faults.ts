import { i18n } from "@/i18n";

/** What went wrong, as the API says it: a stable code, a status (0: nothing was answered), details. */
export class Fault extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Record<string, unknown>;

  constructor(code: string, status: number, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = "Fault";
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's content; where the API refused, its `Fault`. */
export async function unwrap<T>(promise: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await promise.catch((thrown: unknown) => {
    throw faultOf(thrown);
  });
  if (!response.ok) throw faultOf(error, response.status);
  return data as T;
}

/** Any thrown thing as a `Fault`. */
export function faultOf(thrown: unknown, status = 0): Fault {
  if (thrown instanceof Fault) return thrown;
  const said = bodyOf(thrown);
  if (said) return new Fault(said.code, status, said.message, said.details);
  if (thrown instanceof TypeError && status === 0 && isOfTheNetwork(thrown)) {
    return new Fault("app:unreachable", 0, thrown.message);
  }
  const code = status >= 500 ? "app:unavailable" : "app:unexpected";
  return new Fault(code, status, thrown instanceof Error ? thrown.message : "");
}

/** A sentence in the person's language; the server's own where we have none for its code. */
export function faultText(thrown: unknown): string {
  const fault = faultOf(thrown);
  const key = fault.code.replace(":", ".");
  if (i18n.exists(key, { ns: "errors" })) return i18n.t(key, { ns: "errors", ...fault.details });
  return fault.message || i18n.t("app.unexpected", { ns: "errors" });
}

/** What is said of each faulty field, in the person's language, by its path in the body: `{ email: "…" }`. */
export function fieldsOf(thrown: unknown): Record<string, string> {
  const { fields } = faultOf(thrown).details;
  if (!Array.isArray(fields)) return {};
  const told = fields.filter(isRecord);
  return Object.fromEntries(told.map((one) => [String(one.path).replace(/^body\./, ""), fieldText(one)]));
}

/** What is said of a field of a form, or of something in it: `hosts` of `hosts.0`. */
export function fieldFault(thrown: unknown, name: string): string | undefined {
  return Object.entries(fieldsOf(thrown)).find(([path]) => isIn(path, name))?.[1];
}

/** What is said of fields by the names they have in a form, where those are others than in the body. */
export function formFaults(thrown: unknown, names: Readonly<Record<string, string>> = {}) {
  const told = Object.entries(fieldsOf(thrown)).map(([path, words]) => {
    const name = Object.keys(names).find((one) => isIn(path, one));
    return [name === undefined ? path : names[name], words];
  });
  return Object.fromEntries(told) as Record<string, string>;
}

/** What is said of fields that a form does not have, by their paths. */
export function otherFaults(thrown: unknown, names: readonly string[]): [path: string, words: string][] {
  return Object.entries(fieldsOf(thrown)).filter(([path]) => !names.some((name) => isIn(path, name)));
}

function isIn(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}.`);
}

/** By its code in our words, else in the server's: those of documents come in both languages. */
function fieldText({ code, limit, message, message_ru }: Record<string, unknown>): string {
  if (i18n.language === "ru" && typeof message_ru === "string") return message_ru;
  const key = `fields.${String(code).replace(":", ".")}`;
  const terms = { ns: "errors", ...(typeof limit === "number" && { count: limit }) };
  return i18n.exists(key, terms) ? i18n.t(key, terms) : String(message);
}

function bodyOf(thrown: unknown) {
  if (!isRecord(thrown) || !isRecord(thrown.error)) return null;
  const { code, message, details } = thrown.error;
  if (typeof code !== "string") return null;
  return {
    code,
    message: typeof message === "string" ? message : "",
    details: isRecord(details) ? details : {},
  };
}

// Each browser says it in words of its own, and none gives a code.
function isOfTheNetwork(thrown: TypeError): boolean {
  return /fetch|network|load failed/i.test(thrown.message);
}

function isRecord(thing: unknown): thing is Record<string, unknown> {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}
