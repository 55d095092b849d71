import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { Page } from "@/ui";

import { AboutSection } from "./AboutSection";
import { AssistantsSection } from "./AssistantsSection";
import { EmailSection } from "./EmailSection";
import { LookSection } from "./LookSection";
import { PasswordSection } from "./PasswordSection";
import { SignInsSection } from "./SignInsSection";
import { TokensSection } from "./TokensSection";

export function ProfilePage() {
  const { t } = useTranslation("profile");
  const { person } = useSession();
  if (!person) return null;
  return (
    <Page title={t("title")} width="narrow">
      <AboutSection person={person} />
      <LookSection />
      <EmailSection person={person} />
      <PasswordSection />
      <SignInsSection />
      <TokensSection />
      <AssistantsSection />
    </Page>
  );
}
