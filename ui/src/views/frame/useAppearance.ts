/** How the page looks: its colours by attributes that the tokens follow, and the size of its text. */

import { useLayoutEffect, useSyncExternalStore } from "react";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { setTextSize } from "../../widgets/useRem";

const MORE_CONTRAST = "(prefers-contrast: more)";

function watchContrast(listener: () => void): () => void {
  const wish = window.matchMedia(MORE_CONTRAST);
  wish.addEventListener("change", listener);
  return () => wish.removeEventListener("change", listener);
}

/** Keeps the page at what is set; a system that asks for more contrast gets it in every appearance. */
export function useAppearance(): void {
  const { appearance, text_size_percent } = useStore(useModel().preferences.settings);
  const asked = useSyncExternalStore(watchContrast, () => window.matchMedia(MORE_CONTRAST).matches);
  const more = asked || appearance === "high_contrast";
  useLayoutEffect(() => {
    const page = document.documentElement.dataset;
    page.appearance = appearance;
    page.contrast = more ? "more" : "usual";
  }, [appearance, more]);
  useLayoutEffect(() => setTextSize(text_size_percent), [text_size_percent]);
}
