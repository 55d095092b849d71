import { useSession } from "@/api/session";

import { useWorkspace } from "./useWorkspace";

export type Rights = { mayEdit: boolean; mayOwn: boolean };

/** What the person may do in a workspace: `mayEdit` what is in it, `mayOwn` delete it and see to its people. */
export function useRights(workspaceId: string | null): Rights {
  const { person } = useSession();
  const { workspaces } = useWorkspace();
  if (person?.role === "ADMIN") return { mayEdit: true, mayOwn: true };
  const role = workspaces.find(({ id }) => id === workspaceId)?.role;
  return { mayEdit: role === "owner" || role === "EDITOR", mayOwn: role === "owner" };
}
