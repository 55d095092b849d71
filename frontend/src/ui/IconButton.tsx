import { ActionIcon, Tooltip, type ActionIconProps } from "@mantine/core";
import type { ComponentPropsWithoutRef, ReactNode, Ref } from "react";

type IconButtonProps = ActionIconProps &
  Omit<ComponentPropsWithoutRef<"button">, keyof ActionIconProps> & {
    /** Its name for everybody: shown on hover and focus, read aloud. */
    label: string;
    ref?: Ref<HTMLButtonElement>;
    /** Where its name is shown; null: nowhere, it stands beside it already. */
    side?: "top" | "right" | null;
    children: ReactNode;
  };

export function IconButton({ label, side = "top", children, ...others }: IconButtonProps) {
  return (
    <Tooltip
      label={label}
      disabled={side === null}
      position={side ?? "top"}
      events={{ hover: true, focus: true, touch: false }}
    >
      <ActionIcon variant="subtle" color="gray" aria-label={label} {...others}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
