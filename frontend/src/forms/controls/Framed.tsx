import { Input } from "@mantine/core";
import type { ReactNode } from "react";

import type { ControlProps } from "./control";

type Props = Pick<ControlProps, "label" | "description" | "isRequired" | "error"> & {
  className?: string;
  children: ReactNode;
};

/** Name, description and fault around what is more than one field. */
export function Framed({ label, description, isRequired, error, className, children }: Props) {
  return (
    <div className={className}>
      <Input.Label labelElement="div" required={isRequired}>
        {label}
      </Input.Label>
      {description && <Input.Description>{description}</Input.Description>}
      {children}
      {error && <Input.Error mt={4}>{error}</Input.Error>}
    </div>
  );
}
