import { createContext, use, useMemo } from "react";
import type { JsonObject } from "@/model/json";
import { same } from "@/model/json";
import { SchemaForm, type FrameProps } from "@/forms";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import { isUnder, keyOf, type Path } from "./path";
import { usePlace } from "../place";
import { useEdit } from "./useEdit";

const EMPTY: JsonObject = {};
/** The fields themselves say so, each for its own. */
const MISSING: ReadonlySet<string> = new Set(["group:missing_setting", "instance:missing_input"]);
const FormPath = createContext<Path>([]);

interface Props {
  path: Path;
  schema: Record<string, unknown>;
  value: JsonObject | undefined;
  label: string;
  keepEmpty?: boolean;
}

/** An object at a place of the document, drawn from its JSON Schema; empty it is left out. */
export function ObjectField({ path, schema, value, label, keepEmpty }: Props) {
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const isLacking = issues.some((issue) => MISSING.has(issue.code));
  const current = value ?? EMPTY;
  const aim = useAimWithin(keyOf(path));
  return (
    <FieldFrame path={path} issues={issues.filter((issue) => !MISSING.has(issue.code))}>
      <FormPath value={path}>
        <SchemaForm
          schema={schema}
          value={current}
          readOnly={edit.readOnly}
          Frame={PartFrame}
          tellsMissing={isLacking}
          aim={aim}
          onChange={(next) => {
            if (!same(next, current))
              edit.set(path, Object.keys(next).length > 0 || keepEmpty ? next : null, label);
          }}
        />
      </FormPath>
    </FieldFrame>
  );
}

/** What was asked to be shown of the value at this place. */
function useAimWithin(key: string): Path | null {
  const target = usePlace((state) => state.target);
  return useMemo(() => {
    const path = key.split("\u0000");
    return target !== null && isUnder(target, path) ? target.slice(path.length) : null;
  }, [key, target]);
}

/** A field of the form, with the issues of its value. */
function PartFrame({ at, children }: FrameProps) {
  const path = [...use(FormPath), ...at];
  const issues = useIssuesAt(path, true);
  return (
    <FieldFrame path={path} issues={issues}>
      {children}
    </FieldFrame>
  );
}
