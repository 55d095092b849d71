import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { relative } from "./relative";

const MINUTE = 60_000;

/** A moment as people say it; the exact one on hover. `at` is ISO 8601. */
export function RelativeTime({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  const moment = new Date(at);
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: "long", timeStyle: "short" }).format(
    moment,
  );
  return (
    <time dateTime={at} title={exact}>
      {relative(moment, now, i18n.language)}
    </time>
  );
}
