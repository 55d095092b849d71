const KINDS = ["reset", "verify", "invitation"] as const;

export type Letter = { kind: (typeof KINDS)[number] | "nothing"; token: string };

const NOTHING: Letter = { kind: "nothing", token: "" };

/** What stands behind the `#` of a letter's link, where no server sees it: `reset=…`. */
export function letterOf(hash: string): Letter {
  const [name, token] = hash.replace(/^#/, "").split("=");
  const kind = KINDS.find((one) => one === name);
  if (!kind || !token) return NOTHING;
  try {
    return { kind, token: decodeURIComponent(token) };
  } catch {
    return NOTHING;
  }
}
