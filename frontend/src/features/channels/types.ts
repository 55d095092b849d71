import type { components } from "@/api/schema";
import type { Rights } from "@/ui";

export type Channel = components["schemas"]["ChannelRead"];
export type Subscriber = components["schemas"]["SubscriberRead"];
export type SubscriberKind = components["schemas"]["SubscriberKind"];
export type Settings = components["schemas"]["ChannelSettings"];
export type Kind = components["schemas"]["Kind-Input"];

/** What is left out stays as it is. */
export type Change = components["schemas"]["ChannelChange"];

export const KINDS: readonly Kind[] = ["web", "webhook"];

/** What each part of a channel's page is given. */
export interface TabProps {
  readonly channel: Channel;
  readonly rights: Rights;
}
