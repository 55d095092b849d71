import { IconMessageQuestion } from "@tabler/icons-react";
import type { GroupFace } from "./form";

/** Does no work of its own: it only sets variables and chooses a way on. */
function MessageForm() {
  return null;
}

export const MESSAGE: GroupFace = { icon: IconMessageQuestion, Form: MessageForm, keys: [] };
