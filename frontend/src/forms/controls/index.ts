import type { Controls } from "../context";
import { AnyControl } from "./AnyControl";
import { ChoiceControl } from "./ChoiceControl";
import { CredentialControl } from "./CredentialControl";
import { ListControl } from "./ListControl";
import { MapControl } from "./MapControl";
import { ObjectControl } from "./ObjectControl";
import { NumberControl, ReadableControl, SwitchControl, WritableControl } from "./plain";
import { PythonControl, RulesControl } from "./lazily";
import { LineControl, TextControl } from "./texts";

/** One component for each way a value is drawn. */
export const CONTROLS: Controls = {
  choice: ChoiceControl,
  switch: SwitchControl,
  number: NumberControl,
  text: TextControl,
  line: LineControl,
  writable: WritableControl,
  readable: ReadableControl,
  credential: CredentialControl,
  python: PythonControl,
  rules: RulesControl,
  list: ListControl,
  object: ObjectControl,
  map: MapControl,
  any: AnyControl,
};
