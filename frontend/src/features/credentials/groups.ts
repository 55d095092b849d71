import type { Credential } from "./types";

/** By provider, in the order of their names; within one the default comes first. */
export function byProvider(credentials: readonly Credential[]): [string, Credential[]][] {
  const providers = [...new Set(credentials.map(({ provider }) => provider))].sort();
  return providers.map((provider) => {
    const ofIt = credentials.filter((one) => one.provider === provider);
    return [provider, ofIt.toSorted((one, other) => Number(other.is_default) - Number(one.is_default))];
  });
}
