import { authorizedFetch } from "@/api/client";
import { faultOf } from "@/api/faults";

import type { Template } from "./types";

/** Takes a template's document (JSON or YAML) into the workspace. Throws a Fault. */
export async function importTemplate(file: File, workspaceId: string | null): Promise<Template> {
  const address = new URL("/api/v1/templates/import", location.href);
  if (workspaceId) address.searchParams.set("workspace_id", workspaceId);
  const request = new Request(address, {
    method: "POST",
    body: await file.text(),
    headers: { "content-type": "application/yaml" },
  });
  const answer = await authorizedFetch(request).catch((thrown: unknown) => {
    throw faultOf(thrown);
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw faultOf(body, answer.status);
  return body as Template;
}
