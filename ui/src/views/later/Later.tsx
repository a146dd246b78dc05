/** Screens that nobody sees first are loaded behind the list, so that the list is there sooner. */

import { type ReactNode, useEffect } from "react";
import { createStore, useStore } from "../../stores/store";

type Screens = typeof import("./screens");

const loaded = createStore<Screens | null>(null);

/** Loads them all, once. From then on each is drawn at once. */
export async function loadLater(): Promise<void> {
  if (loaded.get() === null) loaded.set(await import("./screens"));
}

interface LaterProps {
  draw: (screens: Screens) => ReactNode;
}

/** Draws one of them as soon as they are loaded; until then nothing. */
export function Later({ draw }: LaterProps) {
  const screens = useStore(loaded);
  useEffect(() => void loadLater(), []);
  return screens && draw(screens);
}
