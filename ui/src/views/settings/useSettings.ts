/** The settings for a section of the page: what holds, what is fixed, and how it is changed. */

import { createContext, useContext } from "react";
import type { Managed, Settings } from "../../api/generated";
import { type Administration, DEFAULT_SETTINGS, UNMANAGED } from "../../stores/preferences";

/** What every section of the page works with. */
export interface SettingsAtHand {
  settings: Settings;
  administration: Administration;
  change: (change: Partial<Settings>) => void;
}

/** Filled by the page. */
export const SettingsContext = createContext<SettingsAtHand>({
  settings: DEFAULT_SETTINGS,
  administration: UNMANAGED,
  change: () => {},
});

/** The settings, for a section of the page. */
export function useSettings(): SettingsAtHand {
  return useContext(SettingsContext);
}

/** What IT has said of a setting, if anything. */
export function useManaged(key: Managed["key"]): Managed | undefined {
  return useSettings().administration.managed.find((managed) => managed.key === key);
}
