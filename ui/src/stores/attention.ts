/** Whether a person is looking at the window: only then is a message read. */

import { createStore, type Store } from "./store";

/**
 * Follows focus and visibility. A key or a pointer press also proves attention, for window managers that
 * never tell a page that it has the focus.
 */
export function watchAttention(page: Document = document): Store<boolean> {
  const window = page.defaultView;
  const store = createStore(page.visibilityState === "visible" && page.hasFocus());
  const look = () => store.set(page.visibilityState === "visible" && page.hasFocus());
  const present = () => store.set(page.visibilityState === "visible");
  window?.addEventListener("focus", present);
  window?.addEventListener("blur", () => store.set(false));
  page.addEventListener("visibilitychange", look);
  window?.addEventListener("keydown", present, true);
  window?.addEventListener("pointerdown", present, true);
  return store;
}
