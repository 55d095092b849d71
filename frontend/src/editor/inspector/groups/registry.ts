import type { GroupType } from "@/model/document";
import { CODE } from "./code";
import type { GroupFace } from "./form";
import { INTEGRATION } from "./integration";
import { MESSAGE } from "./message";
import { RESPONSE } from "./response";

/** The form of every type of group (flow-language.md 1, 6). */
export const GROUPS: Readonly<Record<GroupType, GroupFace>> = {
  message: MESSAGE,
  response: RESPONSE,
  code: CODE,
  integration: INTEGRATION,
};
