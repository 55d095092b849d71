import { notifications } from "@mantine/notifications";

import { faultText } from "@/api/faults";

import { Undoable } from "./Undoable";

/** Something was done that cannot be seen otherwise. */
export function notify(message: string): void {
  notifications.show({ message, autoClose: 4000, withBorder: true });
}

/** Something was done that `undo` takes back. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = crypto.randomUUID();
  const back = () => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    message: <Undoable onUndo={back}>{message}</Undoable>,
    autoClose: 10_000,
    withBorder: true,
  });
}

/** Something asked for was not done; it stays until it has been read. */
export function notifyFault(thrown: unknown): void {
  notifications.show({
    message: faultText(thrown),
    color: "red",
    autoClose: 10_000,
    withBorder: true,
    role: "alert",
  });
}
