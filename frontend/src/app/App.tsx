import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { styleNonce } from "@/ui/nonce";
import { queries } from "./queries";
import { router } from "./router";
import { SessionEnded } from "./SessionEnded";
import { themeIn, variables } from "./theme";
import { useSessionEffects } from "./useSessionEffects";

export function App() {
  const { t } = useTranslation("ui");
  const close = t("close");
  const showPassword = t("showPassword");
  const theme = useMemo(() => themeIn({ close, showPassword }), [close, showPassword]);
  useSessionEffects();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queries}>
        <ModalsProvider labels={{ confirm: t("confirm"), cancel: t("cancel") }}>
          <Notifications position="bottom-center" containerWidth={420} />
          <RouterProvider router={router} />
          <SessionEnded />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
