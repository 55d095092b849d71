import { useMediaQuery } from "@mantine/hooks";

/** A screen too small to rearrange a bot on: there it is looked at, tried, and its texts are mended. */
export function usePhone(): boolean {
  return useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
}
