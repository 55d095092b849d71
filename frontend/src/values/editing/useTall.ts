import { useState } from "react";

/** Whether a text had lines since its field is there: a field for one line would take them from it. */
export function useTall(text: string): boolean {
  const [isTall, setTall] = useState(false);
  if (!isTall && /[\r\n]/.test(text)) {
    setTall(true);
    return true;
  }
  return isTall;
}
