import { authorizedFetch } from "@/api/client";
import { faultOf } from "@/api/faults";

import type { Bot } from "../types";

const ZIP = "application/zip";

/** Makes a bot of a document (JSON or YAML) or of a bundle. `place`: a workspace; null: the person's own. Throws
 * a Fault. */
export async function importBot(source: File | string, place: string | null): Promise<Bot> {
  const isBundle = source instanceof File && (source.type === ZIP || source.name.endsWith(".zip"));
  const address = new URL("/api/v1/bots/import", location.href);
  if (place) address.searchParams.set("workspace_id", place);
  const request = new Request(address, {
    method: "POST",
    // A file is read first: what is sent again after a token was renewed must still be there.
    body: isBundle ? await source.arrayBuffer() : source instanceof File ? await source.text() : source,
    headers: { "content-type": isBundle ? ZIP : "application/yaml" },
  });
  const answer = await authorizedFetch(request).catch((thrown: unknown) => {
    throw faultOf(thrown);
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw faultOf(body, answer.status);
  return body as Bot;
}
