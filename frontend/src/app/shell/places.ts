import { IconBroadcast, IconKey, IconPuzzle, IconRobot, IconUsers } from "@tabler/icons-react";

/** Where the navigation leads; `name` is its key in `app`. */
export const PLACES = [
  { to: "/bots", name: "bots", Icon: IconRobot },
  { to: "/channels", name: "channels", Icon: IconBroadcast },
  { to: "/credentials", name: "credentials", Icon: IconKey },
  { to: "/templates", name: "templates", Icon: IconPuzzle },
  { to: "/people", name: "people", Icon: IconUsers },
] as const;
