/** Ctrl+L or Cmd+L locks. */

import { useEffect } from "react";
import { useModel } from "../../stores/model";

function isLockKey(event: KeyboardEvent): boolean {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  return command && event.key.toLowerCase() === "l";
}

/** Listens before everything else in the window: a dialog or a field must not swallow this key. */
export function useLockKey(): void {
  const model = useModel();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isLockKey(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) void model.lockNow();
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, [model]);
}
