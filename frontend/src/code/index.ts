export { CodeEditor, type CodeEditorProps } from "./CodeEditor";
export { atLines, type CodeIssue, type LineIssue } from "./issues";
export { rememberRaised, useRaised } from "./raised";
