const KEY = "dbcv.reloaded";
const AGAIN = 60_000; // ms within which a second fault is something else

/** A page of an earlier build asks for a part that the newer one no longer has: the page is loaded anew, once. */
export function reloadWhenReplaced(reload = () => location.reload(), now = () => Date.now()): void {
  addEventListener("vite:preloadError", () => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (now() - last < AGAIN) return;
    sessionStorage.setItem(KEY, String(now()));
    reload();
  });
}
