export { format } from "./model/format";
export { parse } from "./model/parse";
export { sentence, type SentenceOptions } from "./model/sentence";
export { variablesIn } from "./model/walk";
export { RuleBuilder, type RuleBuilderProps } from "./builder/RuleBuilder";
