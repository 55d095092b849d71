import type { Icon } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Group, Step } from "@/model/document";
import type { Path } from "../editing/path";

export interface GroupFormProps<G extends Group = Group> {
  group: G;
  place: Path;
  /** null: a group of the bot itself. */
  step: Step | null;
}

/** How a type of group is shown. `keys`: those that only this type has. */
export interface GroupFace {
  icon: Icon;
  Form: ComponentType<GroupFormProps>;
  keys: readonly string[];
}
