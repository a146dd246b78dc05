/** The size of the text: the system's, made larger by the setting. */

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let rem: number | null = null;

function measure(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

function look(): void {
  rem = measure();
  for (const listener of [...listeners]) listener();
}

function watch(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener("resize", look);
    window.addEventListener("focus", look);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener("resize", look);
    window.removeEventListener("focus", look);
  };
}

/** Makes all text `percent` of the system's size; every distance follows, since all are in `rem`. */
export function setTextSize(percent: number): void {
  document.documentElement.style.fontSize = `${percent}%`;
  look();
}

/** One `rem` in pixels; follows changes of the text size. */
export function useRem(): number {
  return useSyncExternalStore(watch, () => {
    rem ??= measure();
    return rem;
  });
}
