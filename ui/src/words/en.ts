/** Everything the screens say, in English. */

import { missing } from "./en/missing";

/** The areas of the screens and their words. */
export const en = {
  missing,
};

/** What every language has to say. */
export type Catalogue = typeof en;
