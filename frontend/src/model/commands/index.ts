export { copySteps, pasteSteps, readCopied, type Pasted } from "./clipboard";
export {
  connect,
  disconnect,
  insertStepOnConnection,
  removeConnection,
  reorderConnections,
  type From,
} from "./connections";
export { addNote, moveNotes, removeNotes, removeRequest, setNote } from "./contents";
export { addGroup, reorderGroups } from "./groups";
export { renameVariable, type Renaming } from "./renaming";
export { addStep, duplicateSteps, moveSteps, removeSteps, setFirstStep } from "./steps";
