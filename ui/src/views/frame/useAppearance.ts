/** How the page looks: its colours by an attribute that the tokens follow, and the size of its text. */

import { useEffect, useLayoutEffect } from "react";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { setTextSize } from "../../widgets/useRem";

/** Keeps the page at what is set. */
export function useAppearance(): void {
  const { appearance, text_size_percent } = useStore(useModel().preferences.settings);
  useEffect(() => {
    document.documentElement.dataset.appearance = appearance;
  }, [appearance]);
  useLayoutEffect(() => setTextSize(text_size_percent), [text_size_percent]);
}
