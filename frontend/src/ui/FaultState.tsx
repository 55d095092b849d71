import { Button, Group, Loader, Text } from "@mantine/core";
import { IconCloudOff, IconLock, IconMapOff, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { faultOf, faultText } from "@/api/faults";

import { EmptyState } from "./EmptyState";
import { LinkButton } from "./links";
import { WholePage } from "./WholePage";

type FaultStateProps = {
  fault: unknown;
  onRetry?: () => void;
  /** It is all there is in the window: with a way out, whatever happened. */
  isPage?: boolean;
  /** It is asked for again and again by itself. */
  isTrying?: boolean;
};

/** What the API will not answer otherwise however often it is asked, by status. */
const FINAL = {
  403: { title: "forbidden", Icon: IconLock },
  404: { title: "gone", Icon: IconMapOff },
  410: { title: "gone", Icon: IconMapOff },
} as const;

/** In place of what could not be shown: why, and once more or the way out. */
export function FaultState({ fault, onRetry, isPage = false, isTrying = false }: FaultStateProps) {
  const { t } = useTranslation("ui");
  const { status } = faultOf(fault);
  const final = Object.entries(FINAL).find(([one]) => Number(one) === status)?.[1];
  const { title, Icon } = final ?? { title: "fault" as const, Icon: IconCloudOff };
  const retry = onRetry && (
    <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
      {t("retry")}
    </Button>
  );
  const away = (
    <LinkButton to="/bots" variant="default">
      {t("toBots")}
    </LinkButton>
  );
  const state = (
    <div role="alert">
      <EmptyState
        icon={<Icon size={26} />}
        title={t(title)}
        text={faultText(fault)}
        order={isPage ? 1 : 2}
        action={
          <Group justify="center" gap="xs">
            {isTrying && <Trying />}
            {!final && retry}
            {(final || isPage) && away}
          </Group>
        }
      />
    </div>
  );
  return isPage ? <WholePage>{state}</WholePage> : state;
}

function Trying() {
  const { t } = useTranslation("ui");
  return (
    <Group gap="xs">
      <Loader size="xs" />
      <Text size="sm">{t("trying")}</Text>
    </Group>
  );
}
