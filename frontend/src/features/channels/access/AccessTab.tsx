import type { TabProps } from "../types";
import { EntrySection } from "./EntrySection";
import { IdentitySection } from "./IdentitySection";
import { SitesSection } from "./SitesSection";

/** Who may come in, from which pages, and how a site says who somebody is. */
export function AccessTab(props: TabProps) {
  return (
    <>
      <EntrySection {...props} />
      <SitesSection {...props} />
      <IdentitySection {...props} />
    </>
  );
}
