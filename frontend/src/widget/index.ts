// What the editor's test chat takes from the chat of end users:
// - `mountChat(host, {transport})`: the whole chat in a shadow root of `host`, talking through a transport of one's
//   own. What it tells are the frames of docs/http.md ("Listening"); what the person does comes as ClientFrames.
// - `bubble(item, context)`: one message as DOM (`.node`, `.update(item)`), for a list of one's own; `chatSheets()` dresses
//   the shadow root it stands in, inside an element of class "box" (and "dark").
// - `DbcvChat`: the element itself, as pages embed it; `customElements.define("dbcv-chat", DbcvChat)` is the page's.
export { type Bubble, bubble, type BubbleContext, type BubbleEvents, type Look } from "./bubbles";
export { Conversation, type ConversationNeeds, type Remote } from "./conversation";
export { DbcvChat } from "./element";
export { type Item, itemsOf, type Separator } from "./items";
export { chooseLanguage, type Language, type LanguageCode, speak } from "./messages";
export { type ChatOptions, mountChat, type MountedChat } from "./mount";
export { chatSheets } from "./sheets";
export { Storage } from "./storage";
export type {
  Attachment,
  Button,
  ClientFrame,
  ConnectionState,
  Params,
  Said,
  ServerFrame,
  Transport,
  TransportEvents,
  WidgetPart,
  WireMessage,
} from "./wire";
