export { SchemaForm } from "./SchemaForm";
export type { ControlProps } from "./controls/control";
export type { FrameProps } from "./context";
