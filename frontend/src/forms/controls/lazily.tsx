import { Skeleton } from "@mantine/core";
import { Suspense } from "react";

import { isObject, type JsonObject } from "@/model/json";
import { lazily } from "@/ui/lazily";
import type { ControlProps } from "./control";
import { Framed } from "./Framed";

// They use these fields themselves.
const RuleBuilder = lazily(async () => ({ default: (await import("@/rules")).RuleBuilder }));
const CodeEditor = lazily(async () => ({ default: (await import("@/code")).CodeEditor }));

export function RulesControl({ label, value, readOnly, onChange }: ControlProps) {
  const rule: JsonObject | null = isObject(value) ? (value as JsonObject) : null;
  return (
    <Suspense fallback={<Skeleton height={60} />}>
      <RuleBuilder
        label={label}
        rule={rule}
        readOnly={readOnly}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </Suspense>
  );
}

export function PythonControl(props: ControlProps) {
  const { label, value, isRequired, readOnly, onChange } = props;
  return (
    <Framed {...props}>
      <Suspense fallback={<Skeleton height={120} />}>
        <CodeEditor
          label={label}
          source={typeof value === "string" ? value : ""}
          issues={[]}
          readOnly={readOnly}
          onChange={(source) => onChange(source === "" && !isRequired ? undefined : source)}
        />
      </Suspense>
    </Framed>
  );
}
