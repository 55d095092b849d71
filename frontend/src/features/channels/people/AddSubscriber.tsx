import { Button, Group, Modal, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import type { components } from "@/api/schema";
import { FaultAlert, type Rights } from "@/ui";

import { BotSelect } from "../BotSelect";
import type { Channel, SubscriberKind } from "../types";

const PATH = "/api/v1/channels/{channel_id}/subscribers";

type Props = { channel: Channel; rights: Rights; opened: boolean; onClose: () => void };
type Member = { kind: SubscriberKind; member_id: string };
type Person = components["schemas"]["PersonRead"];

/** Lets somebody in, or puts one more bot there. */
export function AddSubscriber({ opened, onClose, ...others }: Props) {
  const { t } = useTranslation(["channels", "ui"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("people.addTitle")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {opened && <AddForm {...others} onClose={onClose} />}
    </Modal>
  );
}

function AddForm({ channel, rights, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["channels", "ui"]);
  const queries = useQueryClient();
  // Only owners may look through people.
  const [whom, setWhom] = useState<"person" | "bot">(rights.mayOwn ? "person" : "bot");
  const [member, setMember] = useState<Member | null>(null);
  const adding = $api.useMutation("post", PATH, {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["get", PATH] });
      onClose();
    },
  });
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (member) adding.mutate({ params: { path: { channel_id: channel.id } }, body: member });
  };
  return (
    <form onSubmit={add}>
      <Stack>
        {rights.mayOwn && (
          <SegmentedControl
            aria-label={t("people.whom")}
            data={(["person", "bot"] as const).map((value) => ({ value, label: t(`people.whoms.${value}`) }))}
            value={whom}
            onChange={(value) => {
              setWhom(value === "bot" ? "bot" : "person");
              setMember(null);
            }}
          />
        )}
        <Text size="sm" c="var(--text-2)">
          {t(`people.addHint.${whom}`)}
        </Text>
        {whom === "bot" ? (
          <BotSelect
            workspaceId={channel.workspace_id}
            label={t("people.whoms.bot")}
            value={member?.member_id ?? null}
            onChange={(id) => setMember(id ? { kind: "bot", member_id: id } : null)}
          />
        ) : (
          <PersonSelect value={member?.member_id ?? null} onChange={setMember} />
        )}
        <FaultAlert fault={adding.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("ui:cancel")}
          </Button>
          <Button type="submit" disabled={!member} loading={adding.isPending}>
            {t("people.addAction")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type PersonSelectProps = { value: string | null; onChange: (member: Member | null) => void };

function PersonSelect({ value, onChange }: PersonSelectProps) {
  const { t } = useTranslation("channels");
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const [chosen, setChosen] = useState<Person | null>(null);
  const nameOf = (one: Person) => one.name ?? one.email ?? one.username ?? t(`people.nameless.${one.kind}`);
  const isSearch = asked !== "" && (!chosen || asked !== nameOf(chosen));
  const query = { limit: 20, ...(isSearch && { search: asked }) };
  const { data } = $api.useQuery(
    "get",
    "/api/v1/people",
    { params: { query } },
    { placeholderData: (before) => before },
  );
  const found = data?.items ?? [];
  const people = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  const choose = (id: string | null) => {
    const one = people.find((person) => person.id === id) ?? null;
    setChosen(one);
    onChange(one && { kind: one.kind, member_id: one.id });
  };
  return (
    <Select
      label={t("people.whoms.person")}
      placeholder={t("people.choose")}
      data={people.map((one) => ({ value: one.id, label: nameOf(one) }))}
      // The server looks through addresses and user names too, which do not stand in the list.
      filter={({ options }) => options}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t("people.notFound")}
      value={value}
      onChange={choose}
    />
  );
}
