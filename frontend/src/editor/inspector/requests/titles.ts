import type { RequestPart } from "@/model/document";

export function requestTitle(request: RequestPart): string {
  return request.name || request.id;
}
