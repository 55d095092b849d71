import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { JsonObject } from "@/model/json";

import type { Strategy } from "../types";
import { worded, wrapped } from "./wording";

export type Schemas = { settings: JsonObject; secret: JsonObject };

/** What a strategy asks for, in the person's language. */
export function useSchemas(strategy: Strategy | undefined): Schemas | null {
  const { t, i18n } = useTranslation("credentials");
  const { language } = i18n;
  return useMemo(() => {
    if (!strategy) return null;
    const say = (key: string) => {
      const path = `fields.${strategy.id}.${key}`;
      return i18n.exists(path, { ns: "credentials", lng: language }) ? t(path) : null;
    };
    const { settings, secret } = strategy;
    // Schemas come from the server as JSON.
    return {
      settings: worded(settings as JsonObject, say),
      secret: worded(wrapped(secret as JsonObject), say),
    };
  }, [strategy, t, i18n, language]);
}

/** The same form for a secret that is kept: nothing has to be typed. */
export function optional(schema: JsonObject): JsonObject {
  return { ...schema, required: [] };
}
