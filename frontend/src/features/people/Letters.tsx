import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { CopyField, RelativeTime, Section } from "@/ui";

import { reachable } from "./reachable";

/** For administrators of an installation without a mail server: links to hand to their people. */
export function Letters() {
  const { t } = useTranslation("people");
  const { person } = useSession();
  const isAdmin = person?.role === "ADMIN";
  const query = { limit: 50 };
  const { data } = $api.useQuery("get", "/api/v1/mail", { params: { query } }, { enabled: isAdmin });
  const letters = data?.items.filter(({ link }) => link) ?? [];
  if (letters.length === 0) return null;
  return (
    <Section title={t("letters.title")} lead={t("letters.lead")}>
      <Stack gap="md">
        {letters.map(({ id, kind, email, link, expires_at }) => (
          <CopyField
            key={id}
            label={t("letters.for", { kind: t(`letters.kinds.${kind}`, kind), email })}
            description={
              <>
                {t("invitations.ends")} <RelativeTime at={expires_at} />
              </>
            }
            value={reachable(link ?? "")}
          />
        ))}
      </Stack>
    </Section>
  );
}
