import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconUserPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { FaultState, Loading, Page, useWorkspace, WorkspacePicker } from "@/ui";

import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";
import { Letters } from "./Letters";
import { Members } from "./Members";
import { WorkspaceDialog } from "./WorkspaceDialog";

/** Who builds bots together in a workspace, and who is asked to. */
export function PeoplePage() {
  const { t } = useTranslation("people");
  const { workspace, isPending, error, refetch, choose } = useWorkspace();
  const [isInviting, inviting] = useDisclosure(false);
  const [isMaking, making] = useDisclosure(false);
  const [isNaming, naming] = useDisclosure(false);
  const isOwner = workspace?.role === "owner";
  const actions = workspace && (
    <>
      <WorkspacePicker />
      <Button variant="default" leftSection={<IconPlus size={16} />} onClick={making.open}>
        {t("workspace.new")}
      </Button>
      {isOwner && (
        <Button leftSection={<IconUserPlus size={16} />} onClick={inviting.open}>
          {t("invite.open")}
        </Button>
      )}
    </>
  );
  const rename = isOwner && (
    <Button variant="default" size="xs" onClick={naming.open}>
      {t("workspace.rename")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={actions} width="narrow">
      {isPending && <Loading />}
      {error && !workspace && <FaultState fault={error} onRetry={() => void refetch()} />}
      {workspace && (
        <div key={workspace.id}>
          <Members workspace={workspace} isOwner={isOwner} actions={rename} />
          {isOwner && <Invitations workspaceId={workspace.id} />}
          <Letters />
          <InviteDialog workspaceId={workspace.id} opened={isInviting} onClose={inviting.close} />
          <WorkspaceDialog
            workspace={workspace}
            opened={isNaming}
            onClose={naming.close}
            onDone={() => undefined}
          />
        </div>
      )}
      <WorkspaceDialog
        workspace={null}
        opened={isMaking}
        onClose={making.close}
        onDone={({ id }) => choose(id)}
      />
    </Page>
  );
}
