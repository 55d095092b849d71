/** As the editors and the server write it: a line ends with one line feed. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
