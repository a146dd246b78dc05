/** Drafts are saved whenever the window loses the person. */

import { useEffect } from "react";
import { useModel } from "../../stores/model";

/** Saves all drafts when the window loses focus, is hidden, closed, or gives way to another screen. */
export function useDraftKeeping(): void {
  const model = useModel();
  useEffect(() => {
    const save = () => void model.drafts.flushAll();
    window.addEventListener("blur", save);
    window.addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", save);
    return () => {
      save();
      window.removeEventListener("blur", save);
      window.removeEventListener("pagehide", save);
      document.removeEventListener("visibilitychange", save);
    };
  }, [model]);
}
