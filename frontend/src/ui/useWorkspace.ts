import { useLocalStorage } from "@mantine/hooks";

import { $api } from "@/api/client";

/** The workspace this browser last looked at, of those its person is in; the personal one at first. */
export function useWorkspace() {
  const [kept, choose] = useLocalStorage<string | null>({ key: "dbcv.workspace", defaultValue: null });
  const answer = $api.useQuery("get", "/api/v1/workspaces", { params: { query: { limit: 100 } } });
  const workspaces = answer.data?.items ?? [];
  const workspace =
    workspaces.find(({ id }) => id === kept) ??
    workspaces.find(({ is_personal, role }) => is_personal && role === "owner") ??
    workspaces[0] ??
    null;
  return { ...answer, workspaces, workspace, choose };
}
