import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Catalogue } from "../types";
import { useNames } from "../useCatalogue";
import { isProvider, type Draft } from "./draft";

const OWN = "";

type Props = {
  catalogue: Catalogue;
  draft: Draft;
  put: (part: Partial<Draft>) => void;
  isKept: boolean;
};

/** Of which service it is, and how one signs in there. Neither changes later. */
export function Service({ catalogue, draft, put, isKept }: Props) {
  const { t } = useTranslation("credentials");
  const { providerName, strategyName } = useNames();
  const [chosen, setChosen] = useState<string | null>(isKept ? draft.provider : null);
  const known = catalogue.providers.find(({ id }) => id === chosen);
  const ways = chosen === null ? [] : (known?.strategies ?? catalogue.strategies.map(({ id }) => id));
  const choose = (id: string | null) => {
    setChosen(id);
    const provider = catalogue.providers.find((one) => one.id === id);
    const strategy = provider ? (provider.strategies[0] ?? "") : "api_key";
    put({
      provider: id ?? "",
      strategy: id === null ? "" : strategy,
      hosts: [...(provider?.hosts ?? [])],
      settings: {},
      secret: {},
    });
  };
  if (isKept)
    return (
      <TextInput
        label={t("form.service")}
        value={`${providerName(draft.provider)} · ${strategyName(draft.strategy)}`}
        readOnly
      />
    );
  return (
    <>
      <Select
        label={t("form.service")}
        placeholder={t("form.serviceChoose")}
        allowDeselect={false}
        data={[
          ...catalogue.providers.map(({ id }) => ({ value: id, label: providerName(id) })),
          { value: OWN, label: t("form.ownService") },
        ]}
        value={chosen}
        onChange={choose}
        data-autofocus
      />
      {chosen === OWN && (
        <TextInput
          label={t("form.provider")}
          description={t("form.providerHint")}
          placeholder="shop"
          maxLength={64}
          error={draft.provider !== "" && !isProvider(draft.provider) && t("faults.provider")}
          value={draft.provider}
          onChange={(event) => put({ provider: event.currentTarget.value.trim() })}
        />
      )}
      {ways.length > 1 && (
        <Select
          label={t("form.strategy")}
          description={draft.strategy && t(`strategies.${draft.strategy}.text`)}
          allowDeselect={false}
          data={ways.map((id) => ({ value: id, label: strategyName(id) }))}
          value={draft.strategy}
          onChange={(strategy) => put({ strategy: strategy ?? "", settings: {}, secret: {} })}
        />
      )}
    </>
  );
}
