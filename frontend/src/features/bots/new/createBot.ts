import { api } from "@/api/client";
import { unwrap } from "@/api/faults";

import { importBot } from "../import/importBot";
import type { Bot } from "../types";

/** A bot of this name: empty, or as the example is. `place`: a workspace; null: the person's own. Throws a Fault. */
export async function createBot(name: string, example: string | null, place: string | null): Promise<Bot> {
  if (!example) return unwrap(api.POST("/api/v1/bots", { body: { name, workspace_id: place } }));
  const document = await unwrap(api.GET("/api/v1/examples/{name}", { params: { path: { name: example } } }));
  return importBot(JSON.stringify({ ...document, name }), place);
}
