import { useEffect } from "react";

/** The document's title: "Bots · DBCV". */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · DBCV` : "DBCV";
  }, [title]);
}
