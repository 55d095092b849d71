import { lazy } from "react";

import { arriving } from "@/i18n/arriving";

type Component = Awaited<ReturnType<Parameters<typeof lazy>[0]>>["default"];

/** `lazy`, of a part that is waited for while it cannot be fetched. */
export function lazily<Shown extends Component>(load: () => Promise<{ default: Shown }>) {
  return lazy(() => arriving(load));
}
