import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { CodeBlock, Section } from "@/ui";

import type { TabProps } from "../types";
import { SecretPart } from "./SecretPart";
import { SIGNED_WITH, signingCode, tellingCode, type SignedWith } from "./signing";

const NAMES: Readonly<Record<SignedWith, string>> = { node: "Node.js", python: "Python" };

/** How the server of a site vouches for its people: so each is the same person on every device. */
export function IdentitySection({ channel, rights }: TabProps) {
  const { t } = useTranslation("channels");
  const [language, setLanguage] = useState<SignedWith>("node");
  return (
    <Section title={t("identity.title")} lead={t("identity.lead")}>
      <Stack>
        <SecretPart channel={channel} mayEdit={rights.mayEdit} />
        <Stack gap="xs">
          <Text size="sm" fw={500}>
            {t("identity.sign")}
          </Text>
          <Text size="sm" c="var(--text-2)">
            {t("identity.signHint")}
          </Text>
          <SegmentedControl
            size="xs"
            w="fit-content"
            aria-label={t("identity.language")}
            data={SIGNED_WITH.map((value) => ({ value, label: NAMES[value] }))}
            value={language}
            onChange={(value) => setLanguage(SIGNED_WITH.find((one) => one === value) ?? "node")}
          />
          <CodeBlock label={t("identity.sign")} code={signingCode(language, channel.id)} />
        </Stack>
        <Stack gap="xs">
          <Text size="sm" fw={500}>
            {t("identity.tell")}
          </Text>
          <CodeBlock label={t("identity.tell")} code={tellingCode(channel.id)} />
        </Stack>
      </Stack>
    </Section>
  );
}
