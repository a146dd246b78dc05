/** Light, dark, or as the system: an attribute of the page, which the tokens follow. */

import { useEffect } from "react";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";

/** Keeps the page's attribute at what is set. */
export function useAppearance(): void {
  const { appearance } = useStore(useModel().preferences.settings);
  useEffect(() => {
    document.documentElement.dataset.appearance = appearance;
  }, [appearance]);
}
