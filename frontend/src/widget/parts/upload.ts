// Sending one file to the server. XMLHttpRequest, since nothing else tells how much has gone out.
import type { Attachment } from "../wire";

const LONE = /\p{Surrogate}/gu; // halves of letters, which have no place in an address

/** A file that did not get there. `code` is the server's, or "network" or "aborted"; `limit` in bytes where it told one. */
export class Unsent extends Error {
  readonly code: string;
  readonly status: number | undefined;
  readonly limit: number | undefined;

  constructor(code: string, status?: number, limit?: number) {
    super(code);
    this.code = code;
    this.status = status;
    this.limit = limit;
  }
}

interface Tokens {
  token(): Promise<string>;
  renew(refused: string): Promise<string>;
}

/** `progress(part)` is told 0 to 1. */
interface Sending {
  address: URL;
  identity: Tokens;
  file: File;
  progress(part: number): void;
  signal: AbortSignal;
}

/** The server's answer to an upload, or Unsent. A token that has ended is renewed once. */
export async function send(sending: Sending): Promise<Attachment> {
  const { address, file, identity } = sending;
  address.searchParams.set("name", file.name.replace(LONE, ""));
  const token = await got(() => identity.token());
  try {
    return await post(sending, token);
  } catch (refusal) {
    if (!(refusal instanceof Unsent) || refusal.status !== 401) throw refusal;
    return post(sending, await got(() => identity.renew(token)));
  }
}

async function got(token: () => Promise<string>): Promise<string> {
  try {
    return await token();
  } catch {
    throw new Unsent("network");
  }
}

function post({ address, file, progress, signal }: Sending, token: string): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (code: string) => reject(new Unsent(code));
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
    request.addEventListener("load", () => {
      const body = parsed(request.responseText);
      const { code, details } = body?.error ?? {};
      if (request.status === 201 && body?.url) resolve({ url: body.url, type: body.type, name: body.name });
      else reject(new Unsent(code ?? `status:${request.status}`, request.status, details?.limit));
    });
    request.addEventListener("error", () => fail("network"));
    request.addEventListener("abort", () => fail("aborted"));
    if (signal.aborted) return fail("aborted");
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", address);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });
}

interface Told extends Partial<Attachment> {
  error?: { code?: string; details?: { limit?: number } };
}

function parsed(text: string): Told | null {
  try {
    return JSON.parse(text) as Told;
  } catch {
    return null;
  }
}
