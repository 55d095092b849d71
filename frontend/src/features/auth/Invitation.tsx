import { SegmentedControl, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";

import { AcceptHere, AcceptWithPassword } from "./AcceptInvitation";
import { AuthFrame } from "./AuthFrame";
import { RegisterForm } from "./RegisterForm";

type Way = "here" | "new" | "mine";

export function Invitation({ token }: { token: string }) {
  const { t } = useTranslation("auth");
  const { person } = useSession();
  const [way, setWay] = useState<Way>(person ? "here" : "new");
  const ways: Way[] = person ? ["here", "mine", "new"] : ["new", "mine"];
  return (
    <AuthFrame title={t("invitation.title")} lead={t("invitation.lead")}>
      <Stack>
        <SegmentedControl
          aria-label={t("invitation.way")}
          fullWidth
          data={ways.map((value) => ({ value, label: t(`invitation.${value}`) }))}
          value={way}
          onChange={(value) => setWay(ways.find((one) => one === value) ?? "new")}
        />
        {way === "here" && <AcceptHere token={token} />}
        {way === "new" && <RegisterForm invitation={token} />}
        {way === "mine" && <AcceptWithPassword token={token} />}
      </Stack>
    </AuthFrame>
  );
}
