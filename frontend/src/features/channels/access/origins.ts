export type OriginFault = "form" | "scheme" | "path" | "many";

export const MOST_ORIGINS = 50;

/** What people write as a site, as the origin that browsers tell: `shop.example/` is `https://shop.example`. */
export function readOrigin(text: string): { origin: string } | { fault: OriginFault } {
  const trimmed = text.trim();
  if (trimmed === "*") return { origin: "*" };
  const isSchemed = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const address = isSchemed ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address) || /\s/.test(trimmed)) return { fault: "form" };
  const { protocol, origin, hostname, pathname, search, hash, username } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return { fault: "scheme" };
  if (username || !isHost(hostname)) return { fault: "form" };
  if (pathname !== "/" || search || hash) return { fault: "path" };
  return { origin };
}

function isHost(name: string): boolean {
  if (name === "localhost" || name.startsWith("[")) return true;
  return name.includes(".") && !name.includes("*");
}
