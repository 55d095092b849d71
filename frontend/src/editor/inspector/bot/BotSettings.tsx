import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { ChoiceField } from "../editing/ChoiceField";
import { TextField } from "../editing/TextField";

const LOCALES = ["en", "ru"] as const;

export function BotSettings() {
  const { t } = useTranslation("inspector");
  const document = useEditor((state) => state.document);
  const zones = useMemo(
    () => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")],
    [],
  );
  return (
    <>
      {LOCALES.some((locale) => locale === (document.locale ?? "en")) ? (
        <ChoiceField
          path={["locale"]}
          value={document.locale}
          fallback="en"
          label={t("bot.locale")}
          description={t("bot.localeHint")}
          choices={LOCALES.map((locale) => ({ value: locale, label: t(`bot.locales.${locale}`) }))}
        />
      ) : (
        <TextField
          path={["locale"]}
          value={document.locale}
          label={t("bot.locale")}
          description={t("bot.localeHint")}
        />
      )}
      <ChoiceField
        path={["timezone"]}
        value={document.timezone}
        fallback="UTC"
        label={t("bot.timezone")}
        description={t("bot.timezoneHint")}
        searchable
        choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      />
      <ChoiceField
        path={["on_finish"]}
        value={document.on_finish}
        fallback="restart"
        label={t("bot.onFinish")}
        description={t("bot.onFinishHint")}
        choices={(["restart", "stay"] as const).map((one) => ({
          value: one,
          label: t(`bot.finishes.${one}`),
        }))}
      />
    </>
  );
}
