import { Fault, faultOf } from "@/api/faults";
import type { components } from "@/api/schema";
import { accessToken } from "@/api/session";

export type Uploaded = components["schemas"]["AttachmentRead"];

interface Sending {
  botId: string;
  file: File;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a file to the bot's attachments. XMLHttpRequest, since `fetch` tells nothing of what was sent so far. */
export async function upload({ botId, file, onProgress, signal }: Sending): Promise<Uploaded> {
  const token = await accessToken();
  const query = new URLSearchParams({ bot_id: botId, name: file.name });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/attachments?${query.toString()}`);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Uploaded);
      else reject(faultOf(request.response, request.status));
    };
    request.onerror = () => reject(new Fault("app:unreachable", 0, ""));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
