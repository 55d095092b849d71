import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspace } from "@/ui";

type Place = { id: string; name: string };

/** Workspaces a bot can be made in: the one last looked at, where that is one of them. */
export function usePlaces() {
  const { workspaces, workspace } = useWorkspace();
  const [chosen, choose] = useState<string | null>(null);
  const places: Place[] = workspaces.filter(({ role }) => role === "owner" || role === "EDITOR");
  const known = places.find(({ id }) => id === workspace?.id) ?? places[0];
  return { places, place: chosen ?? known?.id ?? null, choose };
}

type PlaceSelectProps = { place: string | null; places: Place[]; onChoose: (place: string) => void };

/** Asked for only where there is a choice. */
export function PlaceSelect({ place, places, onChoose }: PlaceSelectProps) {
  const { t } = useTranslation("bots");
  if (places.length < 2) return null;
  return (
    <Select
      label={t("new.place")}
      data={places.map(({ id, name }) => ({ value: id, label: name }))}
      value={place}
      allowDeselect={false}
      onChange={(value) => value && onChoose(value)}
    />
  );
}
