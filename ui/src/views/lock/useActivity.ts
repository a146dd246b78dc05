/** Signs that somebody is at the window. */

import { useEffect } from "react";
import { useModel } from "../../stores/model";

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** A browser also tells of a pointer that rests while the page below it changes. */
function isResting(event: Event): boolean {
  return event.type === "pointermove" && event instanceof PointerEvent
    ? event.movementX === 0 && event.movementY === 0
    : false;
}

/** Tells of keys, clicks, wheels and pointer moves anywhere in the window, dialogs included. */
export function useActivity(): void {
  const { lock } = useModel();
  useEffect(() => {
    const note = (event: Event) => {
      if (!isResting(event)) void lock.noteActivity();
    };
    for (const sign of SIGNS) window.addEventListener(sign, note, { capture: true, passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, note, { capture: true });
    };
  }, [lock]);
}
