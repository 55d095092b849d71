// The hosted chat page: one component over the whole window.
import "./element.js";
import { chooseLanguage, speak } from "./messages/index.js";

const query = new URLSearchParams(location.search);
const language = chooseLanguage(query.get("language"));
const { say } = speak(language);
const root = document.documentElement;
root.lang = language;
document.title = say("chat");

const chat = document.createElement("dbcv-chat");
chat.addEventListener("dbcv-status", ({ detail: { name, unread } }) => {
  const title = name || say("chat");
  document.title = unread ? `(${unread}) ${title}` : title;
});
chat.setAttribute("language", language);
const theme = query.get("theme");
if (theme) chat.setAttribute("theme", theme);
chat.setAttribute("channel", decodeURIComponent(location.pathname.split("/chat/")[1] ?? "").replace(/\/$/, ""));
document.body.append(chat);

// Where the keyboard covers the page instead of shrinking it, the chat keeps to what is left to see.
const KEYBOARD = 80; // px; less is a toolbar, which the page fits by itself
const seen = window.visualViewport;
function fit() {
  const covered = innerHeight - seen.height > KEYBOARD && seen.scale === 1;
  root.style.setProperty("--page-height", covered ? `${seen.height}px` : "100dvh");
  root.style.setProperty("--page-top", covered ? `${seen.offsetTop}px` : "0");
}
if (seen) {
  seen.addEventListener("resize", fit);
  seen.addEventListener("scroll", fit);
}
