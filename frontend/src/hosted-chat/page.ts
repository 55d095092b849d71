// The hosted chat page: one <dbcv-chat> over the whole window, told by the address what a page's attributes tell.
import { DbcvChat } from "@/widget/element";

const TAKEN = ["language", "theme", "accent"];

interface Status {
  name: string;
  unread: number;
  language: string;
}

customElements.define("dbcv-chat", DbcvChat);
const chat = new DbcvChat();
chat.addEventListener("dbcv:status", ({ detail }: CustomEventInit<Status>) => {
  if (!detail) return;
  document.documentElement.lang = detail.language;
  document.title = (detail.unread ? `(${detail.unread}) ` : "") + detail.name;
});
for (const [name, value] of new URLSearchParams(location.search)) {
  if (TAKEN.includes(name) || /^params-[\w.-]+$/.test(name)) chat.setAttribute(name, value);
  if (name === "campaign" || name === "utm_campaign") chat.setAttribute("params-campaign", value);
}
chat.setAttribute("inline", "");
chat.setAttribute("settings", document.body.dataset.settings ?? "{}");
chat.setAttribute(
  "channel",
  decodeURIComponent(location.pathname.split("/chat/")[1] ?? "").replace(/\/$/, ""),
);
document.body.append(chat);
