import { FileButton as Picker, type FileButtonProps } from "@mantine/core";
import type { ReactElement } from "react";

import type { Attachment, Said } from "../testing/conversation";

type Props = {
  onSay: (said: Said) => void;
  children: (props: { onClick: () => void }) => ReactElement;
};

/** Sends a file as a person would: the bot is told of its kind and name, and of an address where nothing is. */
export function FileButton({ onSay, children }: Props) {
  const choose: FileButtonProps<true>["onChange"] = (files) => {
    if (files.length > 0) onSay({ text: "", params: {}, attachments: files.map(attachmentOf) });
  };
  return (
    <Picker onChange={choose} multiple>
      {children}
    </Picker>
  );
}

const NOWHERE = "https://files.invalid/"; // a name that never leads anywhere (RFC 2606)
const KINDS = ["image", "audio", "video"] as const;

export function attachmentOf({ name, type }: Pick<File, "name" | "type">): Attachment {
  const kind = KINDS.find((one) => type.startsWith(`${one}/`)) ?? "file";
  return { type: kind, url: NOWHERE + encodeURIComponent(name), name };
}
