import { Text } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextLink } from "@/ui";

import { AuthFrame } from "./AuthFrame";
import { Invitation } from "./Invitation";
import { letterOf, type Letter } from "./letters";
import { Reset } from "./Reset";
import { Verify } from "./Verify";

/** Where links of letters lead. A token is used only when somebody presses the button: programs that look at
 * links for safety press none. */
export function AccountPage() {
  const { t } = useTranslation("auth");
  const { hash } = useLocation();
  const { kind, token } = useLetter(hash);
  if (kind === "reset") return <Reset key={token} token={token} />;
  if (kind === "verify") return <Verify key={token} token={token} />;
  if (kind === "invitation") return <Invitation key={token} token={token} />;
  return (
    <AuthFrame title={t("nothing.title")} lead={t("nothing.lead")}>
      <Text size="sm">
        <TextLink to="/bots">{t("nothing.action")}</TextLink>
      </Text>
    </AuthFrame>
  );
}

/** The last one that the address had: once it was used it is taken from there. */
function useLetter(hash: string): Letter {
  const asked = letterOf(hash);
  const [letter, setLetter] = useState(asked);
  if (asked.kind === "nothing" || asked.token === letter.token) return letter;
  setLetter(asked);
  return asked;
}
