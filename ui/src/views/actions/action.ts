/** What can be done from everywhere: declared once, for the palette, the keys, their table, and the system's menu. */

import type { Model } from "../../stores/model";
import type { palette } from "../../words/en/palette";

/** The name of an action: each has its words. */
export type ActionId = keyof typeof palette.names;

/** One thing that can be done. */
export interface Action {
  /** Any of these keys, such as `Mod+K`; the first one is shown in menus. */
  keys?: readonly string[];
  /** Whether the palette has it. */
  inPalette: boolean;
  /** Whether its keys work over an open dialog, too. */
  overDialogs?: boolean;
  /** Whether it can be done now; always, if it is not said. */
  isOffered?: (model: Model) => boolean;
  run: (model: Model) => void;
}
