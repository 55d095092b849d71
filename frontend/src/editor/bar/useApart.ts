import { useEffect, useState } from "react";

import { useEditor } from "@/store";

const PATIENCE = 4000; // ms: a connection that comes back at once is not worth a word

/** Whether others' changes do not arrive here just now. */
export function useApart(): boolean {
  const live = useEditor((state) => state.live);
  const [isApart, setApart] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setApart(!live), live ? 0 : PATIENCE);
    return () => clearTimeout(timer);
  }, [live]);
  return isApart;
}
