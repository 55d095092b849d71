import { Facet } from "@codemirror/state";
import type { TFunction } from "i18next";

import type { Variable } from "../known/variable";

/** What a text editor knows of the bot around it, and the words of the person's language. */
export interface Surroundings {
  readonly variables: readonly Variable[];
  readonly t: TFunction<"values">;
}

const NOWHERE: Surroundings = { variables: [], t: ((key: string) => key) as Surroundings["t"] };

export const surroundings = Facet.define<Surroundings, Surroundings>({
  combine: ([last]) => last ?? NOWHERE,
});
