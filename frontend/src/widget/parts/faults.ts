// What the server refuses, in words, by its stable code.
import type { LanguageCode } from "../messages";

const en = {
  "message:too_long": "The message is too long.",
  "message:empty": "The message is empty.",
  "channel:too_fast": "Too many messages at once. Wait a little.",
  "channel:busy": "Too much is going on. Try again in a moment.",
  "channel:backlog": "The bot is still busy with your earlier messages. Wait a little.",
  "channel:bot_not_here": "This bot is not in the chat any more.",
  "socket:too_many": "This chat is open in too many windows. Close some of them.",
  "api:unavailable": "The server is busy. Try again in a moment.",
  "storage:unavailable": "The server is busy. Try again in a moment.",
  other: "The server did not accept this.",
};

const ru: typeof en = {
  "message:too_long": "Сообщение слишком длинное.",
  "message:empty": "Сообщение пустое.",
  "channel:too_fast": "Слишком много сообщений подряд. Подождите немного.",
  "channel:busy": "Сейчас слишком много обращений. Попробуйте чуть позже.",
  "channel:backlog": "Бот ещё отвечает на прежние сообщения. Подождите немного.",
  "channel:bot_not_here": "Этого бота в чате больше нет.",
  "socket:too_many": "Чат открыт в слишком многих окнах. Закройте лишние.",
  "api:unavailable": "Сервер занят. Попробуйте чуть позже.",
  "storage:unavailable": "Сервер занят. Попробуйте чуть позже.",
  other: "Сервер этого не принял.",
};

export const FAULT_TEXTS: Record<LanguageCode, Readonly<Record<string, string>>> = { en, ru };

/** A code of ours in words; never the server's own English. */
export function faultText(code: LanguageCode, fault: string): string {
  const texts = FAULT_TEXTS[code];
  return (Object.hasOwn(texts, fault) ? texts[fault] : texts.other) ?? "";
}
