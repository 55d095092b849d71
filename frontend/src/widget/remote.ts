// Requests to our server: never with cookies, never without an end.

/** The server will not have it; asking again changes nothing. `code` is the server's. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const busy = (status: number): boolean => status === 408 || status === 429 || status >= 500;

interface Ask {
  body?: unknown;
  token?: string;
}

/** The JSON of the answer, null where it is empty. Throws Refused, or TypeError when the server cannot be reached. */
export async function ask<Answer>(address: URL, { body, token }: Ask = {}): Promise<Answer | null> {
  const headers: Record<string, string> = body ? { "Content-Type": "application/json" } : {};
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(address, {
    method: body ? "POST" : "GET",
    headers,
    body: body ? JSON.stringify(body) : null,
    credentials: "omit",
    signal: AbortSignal.timeout(15_000),
  });
  const text = await answer.text();
  if (answer.ok) return text ? (JSON.parse(text) as Answer) : null;
  if (busy(answer.status)) throw new TypeError(`status ${answer.status}`);
  throw new Refused(answer.status, codeOf(text) || `auth:${answer.status}`);
}

function codeOf(text: string): string {
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code ?? "";
  } catch {
    return "";
  }
}
