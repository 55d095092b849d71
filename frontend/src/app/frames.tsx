import { Button, Group } from "@mantine/core";
import { IconBug, IconMapOff } from "@tabler/icons-react";
import { Outlet, type ErrorComponentProps } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { Fault, faultText } from "@/api/faults";
import { EmptyState, LinkButton, Loading, useTitle, WholePage } from "@/ui";

import { OfflineBanner } from "./OfflineBanner";
import { SetAside } from "./SetAside";

export function Root() {
  return (
    <Suspense fallback={<Loading />}>
      <OfflineBanner />
      <Outlet />
    </Suspense>
  );
}

export function NotFound() {
  const { t } = useTranslation("app");
  useTitle(t("notFound.title"));
  return (
    <WholePage>
      <EmptyState
        icon={<IconMapOff size={26} />}
        order={1}
        title={t("notFound.title")}
        text={t("notFound.text")}
        action={<LinkButton to="/bots">{t("notFound.action")}</LinkButton>}
      />
    </WholePage>
  );
}

/** A page that broke: the rest stays, and nothing of the person's work is in it. */
export function RouteFault({ error }: ErrorComponentProps) {
  const { t } = useTranslation("app");
  useTitle(t("broken.title"));
  return (
    <div role="alert">
      <EmptyState
        icon={<IconBug size={26} />}
        title={t("broken.title")}
        text={error instanceof Fault ? faultText(error) : t("broken.text")}
        action={
          <Group justify="center">
            <Button onClick={() => location.reload()}>{t("broken.action")}</Button>
            <SetAside />
          </Group>
        }
      />
    </div>
  );
}
