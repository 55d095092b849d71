/** Where the server knows of no address of its own but that of its machine, it is the one this page came from. */
export function reachable(link: string): string {
  const url = URL.parse(link);
  return url?.hostname === "localhost" ? `${location.origin}${url.pathname}${url.search}${url.hash}` : link;
}
