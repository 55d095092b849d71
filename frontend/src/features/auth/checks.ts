import { i18n } from "@/i18n";

export const SHORTEST_PASSWORD = 8;

type Check = (value: string) => string | null;

const say = (key: string, values = {}) => i18n.t(`invalid.${key}`, { ns: "auth", ...values });

export const emailCheck: Check = (value) => (/^\S+@\S+$/.test(value.trim()) ? null : say("email"));

export const passwordCheck: Check = (value) => (value === "" ? say("password") : null);

export const newPasswordCheck: Check = (value) =>
  value.length < SHORTEST_PASSWORD ? say("short", { count: SHORTEST_PASSWORD }) : null;
