import { Textarea, TextInput } from "@mantine/core";

import { lazily } from "@/ui/lazily";

import { UntilLoaded } from "../editing/UntilLoaded";
import type { PlaceholderEditorProps } from "./PlaceholderEditor";

const PlaceholderEditor = lazily(async () => ({
  default: (await import("./PlaceholderEditor")).PlaceholderEditor,
}));

/** A plain field until the editor is there; what is typed meanwhile is not lost. */
export function LazyEditor(props: PlaceholderEditorProps) {
  const { label, value, onChange, placeholder, readOnly, multiline } = props;
  const plain = { "aria-label": label, value, placeholder, readOnly };
  return (
    <UntilLoaded
      plain={
        multiline ? (
          <Textarea {...plain} rows={3} onChange={(event) => onChange(event.currentTarget.value)} />
        ) : (
          <TextInput {...plain} onChange={(event) => onChange(event.currentTarget.value)} />
        )
      }
    >
      <PlaceholderEditor {...props} />
    </UntilLoaded>
  );
}
