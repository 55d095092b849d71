import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";

import { faultText, otherFaults } from "@/api/faults";

import classes from "./FaultAlert.module.css";

const SHOWN = 8;

type FaultAlertProps = {
  fault: unknown;
  /** Fields, by their names in the body, at which it is told what is wrong with them. */
  told?: readonly string[];
};

/** Above a form's button: why it was refused. Nothing while there is no fault. */
export function FaultAlert({ fault, told = [] }: FaultAlertProps) {
  if (fault === null || fault === undefined) return null;
  const others = otherFaults(fault, told).slice(0, SHOWN);
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} classNames={classes}>
      {faultText(fault)}
      {others.length > 0 && (
        <ul className={classes.others}>
          {others.map(([path, words]) => (
            <li key={path}>
              {path && <code>{path}</code>} {words}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
