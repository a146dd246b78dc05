/** Everything the screens say, in Spanish. */

import type { Catalogue } from "./en";
import { missing } from "./es/missing";

/** The areas of the screens and their words. */
export const es: Catalogue = {
  missing,
};
