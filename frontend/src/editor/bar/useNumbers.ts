import { useEditor } from "@/store";
import { notifyFault } from "@/ui";

const DAY = 86_400_000;
const DAYS = { day: 1, week: 7, month: 30, all: null } as const;

export type Period = keyof typeof DAYS;

export const PERIODS: readonly Period[] = ["day", "week", "month", "all"];
export const USUAL: Period = "week";

/** How many went where, on the canvas: of the last so many days, of one version or of all. */
export function useNumbers() {
  const showCounts = useEditor((state) => state.showCounts);
  const isShown = useEditor((state) => state.counts !== null);
  const show = (period: Period, version: number | null) => {
    const days = DAYS[period];
    const since = days === null ? undefined : new Date(Date.now() - days * DAY).toISOString();
    showCounts({ since, version: version ?? undefined }).catch(notifyFault);
  };
  const hide = () => void showCounts(null);
  return { isShown, show, hide, toggle: () => (isShown ? hide() : show(USUAL, null)) };
}
