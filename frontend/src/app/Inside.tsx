import { Button } from "@mantine/core";
import { IconMessageCircle, IconRefresh } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { personChanged, useSession } from "@/api/session";
import { EmptyState, notify, notifyFault, useTitle } from "@/ui";

import { Frame } from "./shell/Frame";

/** Pages of those who are signed in. Whose account only talks to bots has a profile, and is told about the rest. */
export function Inside() {
  const { person } = useSession();
  const { pathname } = useLocation();
  if (person?.role !== "USER" || pathname.startsWith("/profile")) return <Outlet />;
  return (
    <Frame>
      <OnlyChats />
    </Frame>
  );
}

function OnlyChats() {
  const { t } = useTranslation("app");
  useTitle(t("onlyChats.title"));
  const looking = useMutation({
    mutationFn: () => unwrap(api.GET("/api/v1/auth/me")),
    onSuccess: (person) => {
      personChanged(person);
      if (person.role === "USER") notify(t("onlyChats.still"));
    },
    onError: notifyFault,
  });
  return (
    <EmptyState
      icon={<IconMessageCircle size={26} />}
      order={1}
      title={t("onlyChats.title")}
      text={t("onlyChats.text")}
      action={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={looking.isPending}
          onClick={() => looking.mutate()}
        >
          {t("onlyChats.action")}
        </Button>
      }
    />
  );
}
