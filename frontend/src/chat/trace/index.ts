export { outline, passed, type TraceEntry } from "./outline";
export { shown } from "./shown";
export { TraceView } from "./TraceView";
export { happenedIn, problemsIn, turnsIn, type TracedTurn, type TracePart } from "./turns";
