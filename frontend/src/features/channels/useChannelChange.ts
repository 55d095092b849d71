import { useMutation, useQueryClient } from "@tanstack/react-query";

import { $api, api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { Change, Channel } from "./types";

const PATH = "/api/v1/channels/{channel_id}";

/** Changes a channel, and what pages know of it. */
export function useChannelChange({ id }: Pick<Channel, "id">) {
  const queries = useQueryClient();
  const params = { path: { channel_id: id } };
  return useMutation({
    mutationFn: (change: Change) => unwrap(api.PATCH(PATH, { params, body: change })),
    onSuccess: (changed) => {
      queries.setQueryData($api.queryOptions("get", PATH, { params }).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/channels"] });
    },
  });
}
