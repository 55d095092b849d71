import { useState } from "react";

export type Read<T> = { value: T } | { fault: string };

interface Draft {
  text: string;
  of: string;
  fault: string | null;
}

interface Options<T> {
  value: T;
  format: (value: T) => string;
  parse: (text: string) => Read<T>;
  commit: (value: T) => void;
}

/** What is being typed stays as it was typed, also while it cannot be read; what can be read is kept at once. */
export function useDraft<T>({ value, format, parse, commit }: Options<T>) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const written = format(value);
  const current = draft !== null && draft.of === written ? draft : null;

  const type = (text: string) => {
    const read = parse(text);
    if ("fault" in read) {
      setDraft({ text, of: written, fault: read.fault });
      return;
    }
    const next = format(read.value);
    setDraft({ text, of: next, fault: null });
    if (next !== written) commit(read.value);
  };
  const leave = () => {
    if (current?.fault === null) setDraft(null);
  };
  return { text: current?.text ?? written, fault: current?.fault ?? null, type, leave };
}
