import { AnyValue } from "@/values/fields/AnyValue";
import type { ControlProps } from "./control";
import { Framed } from "./Framed";

/** A value of any kind; and one that its own field cannot show. */
export function AnyControl(props: ControlProps) {
  const { label, value, isRequired, readOnly, onChange } = props;
  return (
    <Framed {...props}>
      <AnyValue
        label={label}
        value={value}
        readOnly={readOnly}
        onChange={(next) => onChange((next === null || next === "") && !isRequired ? undefined : next)}
      />
    </Framed>
  );
}
