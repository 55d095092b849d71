import { isReached } from "@/i18n/arriving";

const KEY = "dbcv.reloaded";
const AGAIN = 60_000; // ms within which a second fault is something else

interface Needs {
  reload: () => void;
  now: () => number;
  isReached: () => Promise<boolean>;
}

const OURS: Needs = { reload: () => location.reload(), now: () => Date.now(), isReached };

/**
 * A page of an earlier build asks for a part that the newer one no longer has: the page is loaded anew, once. Where
 * the server is not reached at all nothing is loaded: in place of the page there would be none.
 */
export function reloadWhenReplaced(given: Partial<Needs> = {}): void {
  const { reload, now, isReached: look } = { ...OURS, ...given };
  addEventListener("vite:preloadError", () => {
    void look().then((isThere) => {
      const last = Number(sessionStorage.getItem(KEY) ?? 0);
      if (!isThere || now() - last < AGAIN) return;
      sessionStorage.setItem(KEY, String(now()));
      reload();
    });
  });
}
