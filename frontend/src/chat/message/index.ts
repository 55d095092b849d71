export { BotMessage } from "./BotMessage";
export { FileButton } from "./FileButton";
export { Files } from "./Files";
