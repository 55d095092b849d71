export type Registration = "open" | "invite" | "closed";

/** Who may make an account here, as the page was told by whoever served it. */
export function registration(): Registration {
  const said = document.querySelector<HTMLMetaElement>('meta[name="registration"]')?.content;
  return said === "invite" || said === "closed" ? said : "open";
}
