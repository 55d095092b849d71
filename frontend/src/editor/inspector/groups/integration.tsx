import { IconPlugConnected } from "@tabler/icons-react";
import { IntegrationFields } from "../integrations/IntegrationFields";
import type { GroupFace, GroupFormProps } from "./form";

/** Calls an operation of another service. */
function IntegrationForm({ group, place }: GroupFormProps) {
  return group.type === "integration" ? <IntegrationFields group={group} place={place} /> : null;
}

export const INTEGRATION: GroupFace = {
  icon: IconPlugConnected,
  Form: IntegrationForm,
  keys: ["integration", "config", "credential"],
};
