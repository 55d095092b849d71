import { Alert } from "@mantine/core";
import { IconUserEdit } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ownOf } from "@/model/json";
import { useEditor } from "@/store";

/** That somebody else works on the step just now; a courtesy, nothing is closed. */
export function StepLock({ stepId }: { stepId: string }) {
  const { t } = useTranslation("inspector");
  const lock = useEditor((state) => ownOf(state.locks, stepId));
  const isOthers = lock !== undefined && !lock.isMine;
  return (
    <div role="status">
      {isOthers ? (
        <Alert variant="light" color="orange" radius={0} icon={<IconUserEdit size={18} aria-hidden />}>
          {lock.name ? t("lock.named", { name: lock.name }) : t("lock.somebody")}
        </Alert>
      ) : null}
    </div>
  );
}
