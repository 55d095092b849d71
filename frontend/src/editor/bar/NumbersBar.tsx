import { CloseButton, NativeSelect, Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useEditor } from "@/store";

import classes from "./NumbersBar.module.css";
import { PERIODS, USUAL, useNumbers, type Period } from "./useNumbers";

/** Over the canvas while numbers are shown: of when, and of which version. */
export function NumbersBar() {
  const { isShown } = useNumbers();
  return isShown ? <Shown /> : null;
}

const AGAIN = 30_000; // ms

function Shown() {
  const { t } = useTranslation("panels");
  const botId = useEditor((state) => state.botId);
  const counts = useEditor((state) => state.counts);
  const [period, setPeriod] = useState<Period>(USUAL);
  const [version, setVersion] = useState<number | null>(null);
  const { show, hide } = useNumbers();
  const params = { path: { bot_id: botId } };
  const versions = $api.useQuery("get", "/api/v1/bots/{bot_id}/versions", { params });
  const refresh = useInterval(() => show(period, version), AGAIN);
  useEffect(() => {
    refresh.start();
    return refresh.stop;
  }, [refresh]);
  const nobody = Object.values(counts?.steps ?? {}).every(({ entered }) => entered === 0);
  return (
    <section className={classes.bar} aria-label={t("numbers.title")}>
      <NativeSelect
        size="xs"
        aria-label={t("numbers.period")}
        data={PERIODS.map((value) => ({ value, label: t(`numbers.${value}`) }))}
        value={period}
        onChange={(event) => {
          const chosen = PERIODS.find((one) => one === event.currentTarget.value) ?? USUAL;
          setPeriod(chosen);
          show(chosen, version);
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t("numbers.version")}
        data={[
          { value: "", label: t("numbers.everyVersion") },
          ...(versions.data?.items ?? []).map(({ number }) => ({
            value: String(number),
            label: t("numbers.oneVersion", { number }),
          })),
        ]}
        value={version === null ? "" : String(version)}
        onChange={(event) => {
          const chosen = event.currentTarget.value === "" ? null : Number(event.currentTarget.value);
          setVersion(chosen);
          show(period, chosen);
        }}
      />
      {(nobody || counts?.allDrops === false) && (
        <Text size="xs" c="var(--text-2)" role="status">
          {t(nobody ? "numbers.nobody" : "numbers.newest")}
        </Text>
      )}
      <CloseButton size="sm" aria-label={t("numbers.hide")} onClick={hide} />
    </section>
  );
}
