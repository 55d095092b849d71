export { isVariable, isWithin, renamedIn, renamedPath, variablesIn } from "./placeholders";
export { placesOf, type Place } from "./places";
export {
  usagesOfCredential,
  usagesOfIntegration,
  usagesOfRequest,
  usagesOfStep,
  usagesOfTemplate,
  type Usage,
} from "./usages";
export { usagesAt, usagesOfVariable, variablesOf, type UsageKind, type VariableUsage } from "./variables";
