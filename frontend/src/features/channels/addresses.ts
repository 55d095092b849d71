/** The page of ours where one talks in a channel. */
export function chatLink(channelId: string): string {
  return `${location.origin}/chat/${channelId}`;
}

/** Where programs of others post what is said in a webhook channel. */
export function webhookAddress(channelId: string): string {
  return `${location.origin}/api/v1/channels/${channelId}/webhook`;
}
