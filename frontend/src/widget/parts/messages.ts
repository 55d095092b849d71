// What the parts say that come when they are needed.
import type { Counted, LanguageCode } from "../messages";

const en = {
  files: "Files to send",
  attachment: "Attachment",
  dropHere: "Drop files here to attach them",
  fileSending: "Uploading",
  fileReady: "Ready to send",
  fileRemove: "Remove",
  fileRemoved: "Removed",
  fileTooLarge: "The file is too large",
  fileLimit: "at most {n} MB",
  fileEmpty: "The file is empty",
  fileNoRoom: "There is no room for more files",
  fileLater: "Too many files at once. Try again in a moment",
  fileFailed: "The file could not be uploaded",
  filesTooMany: "At most {n} files fit into one message",
  retry: "Try again",
  restart: "Start over",
  restartAsk: "Start the conversation over?",
  restartNote: "The bot begins again from its first question. Earlier messages stay visible.",
  cancel: "Cancel",
  denied: "This chat is not open to you",
  deniedNote: "It may be private, or the link may be wrong. Ask whoever gave you the link.",
  needed: "Sign in to chat",
  neededNote: "This chat is for people who are signed in on this site.",
  signInNote: "If you have an account here, sign in.",
  email: "E-mail",
  password: "Password",
  signIn: "Sign in",
  signInWrong: "E-mail or password is wrong.",
  signInLater: "The server cannot be reached. Try again in a moment.",
  tryNow: "Try now",
  kept: "No connection. What you write is kept and will be sent.",
  failed: "Not sent",
  discard: "Delete",
  earlier: "Earlier messages",
  toBottom: "To the latest message",
};

const ru: typeof en = {
  files: "Файлы для отправки",
  attachment: "Вложение",
  dropHere: "Отпустите файлы здесь, чтобы прикрепить их",
  fileSending: "Загружается",
  fileReady: "Готово к отправке",
  fileRemove: "Убрать",
  fileRemoved: "Убрано",
  fileTooLarge: "Файл слишком большой",
  fileLimit: "не больше {n} МБ",
  fileEmpty: "Файл пустой",
  fileNoRoom: "Больше нет места для файлов",
  fileLater: "Слишком много файлов сразу. Повторите чуть позже",
  fileFailed: "Файл не удалось загрузить",
  filesTooMany: "В одно сообщение помещается не больше {n} файлов",
  retry: "Повторить",
  restart: "Начать заново",
  restartAsk: "Начать разговор заново?",
  restartNote: "Бот начнёт с первого вопроса. Прежние сообщения останутся видны.",
  cancel: "Отмена",
  denied: "Этот чат для вас закрыт",
  deniedNote: "Возможно, он закрытый или в ссылке ошибка. Спросите у того, кто дал вам ссылку.",
  needed: "Войдите, чтобы начать чат",
  neededNote: "Этот чат для тех, кто вошёл на этом сайте.",
  signInNote: "Если у вас есть учётная запись, войдите.",
  email: "Эл. почта",
  password: "Пароль",
  signIn: "Войти",
  signInWrong: "Неверная почта или пароль.",
  signInLater: "Сервер недоступен. Попробуйте чуть позже.",
  tryNow: "Повторить",
  kept: "Нет связи. Всё, что вы напишете, сохранится и будет отправлено.",
  failed: "Не отправлено",
  discard: "Удалить",
  earlier: "Более ранние сообщения",
  toBottom: "К последнему сообщению",
};

export type PartWord = keyof typeof en;

/** What the parts say, by language. */
export const PART_TEXTS: Record<LanguageCode, Record<PartWord, string>> = { en, ru };

export const partTexts = (code: LanguageCode) => (word: PartWord) => PART_TEXTS[code][word];

export const NEW_MESSAGES: Record<LanguageCode, Counted> = {
  en: { one: "{n} new message", other: "{n} new messages" },
  ru: {
    one: "{n} новое сообщение",
    few: "{n} новых сообщения",
    many: "{n} новых сообщений",
    other: "{n} нового сообщения",
  },
};

export const LEFT: Record<LanguageCode, Counted> = {
  en: { one: "{n} character left", other: "{n} characters left" },
  ru: {
    one: "Остался {n} символ",
    few: "Осталось {n} символа",
    many: "Осталось {n} символов",
    other: "Осталось {n} символа",
  },
};

export const TOO_LONG_BY: Record<LanguageCode, Counted> = {
  en: { one: "{n} character too many", other: "{n} characters too many" },
  ru: {
    one: "Лишний {n} символ",
    few: "Лишних {n} символа",
    many: "Лишних {n} символов",
    other: "Лишних {n} символа",
  },
};
