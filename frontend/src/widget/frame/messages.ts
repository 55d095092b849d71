import type { LanguageCode } from "../messages";

const en = {
  send: "Send",
  rate: "Your rating",
  stars: { one: "{n} star", other: "{n} stars" },
  date: "Date",
  time: "Time",
  datetime: "Date and time",
  choose: "Choose…",
  cards: "Cards, scroll sideways",
  yes: "yes",
  no: "no",
  attach: "Attach a file",
  attachMany: "Attach files",
  sendPlace: "Send my location",
  noPlace: "Your browser does not tell where you are. Write it instead.",
};

type Texts = Omit<typeof en, "stars"> & { stars: Partial<Record<Intl.LDMLPluralRule, string>> };

const ru: Texts = {
  send: "Отправить",
  rate: "Ваша оценка",
  stars: { one: "{n} звезда", few: "{n} звезды", many: "{n} звёзд", other: "{n} звезды" },
  date: "Дата",
  time: "Время",
  datetime: "Дата и время",
  choose: "Выберите…",
  cards: "Карточки, листайте вбок",
  yes: "да",
  no: "нет",
  attach: "Прикрепить файл",
  attachMany: "Прикрепить файлы",
  sendPlace: "Отправить, где я",
  noPlace: "Браузер не сообщает, где вы. Напишите это словами.",
};

export const FRAME_TEXTS: Record<LanguageCode, Texts> = { en, ru };
