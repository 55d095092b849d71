import type { Button, Connection, Step } from "@/model/document";
import type { Operation } from "@/model/operation";
import { newConnection } from "../connections/operations";
import { newId } from "@/model/ids";
import { answeringGroup, rulesFor, saidBy } from "./buttons";

/** Makes the connection that is taken when the button is pressed. */
export function leadButton(step: Step, button: Button, to: string): Operation[] {
  const group = answeringGroup(step);
  const way: Partial<Connection> = { name: saidBy(button), rules: rulesFor(button), to };
  if (group !== null) return [newConnection(["steps", step.id, "groups", group.id], group, way)];
  const connection = { id: newId("connection"), ...way };
  const added = { id: newId("group"), connections: [connection] };
  return [{ op: "add", path: ["steps", step.id, "groups"], value: added }];
}
