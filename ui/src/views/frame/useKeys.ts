/** The keys that work everywhere in the window. */

import { useEffect } from "react";
import type { Model } from "../../stores/model";
import { useModel } from "../../stores/model";
import { focusNextPane, focusSearch } from "./panes";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]") !== null;
}

function openSearch(model: Model): void {
  model.navigation.go("messages");
  if (focusSearch()) return;
  requestAnimationFrame(() => {
    // Drawn by now, unless the window is under 720 px wide: there the list must first come back from behind the chat.
    if (focusSearch()) return;
    model.navigation.closeConversation();
    requestAnimationFrame(() => focusSearch());
  });
}

function handle(event: KeyboardEvent, model: Model): void {
  if (event.defaultPrevented || event.isComposing) return;
  const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (command && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openSearch(model);
  } else if (event.key === "F6") {
    event.preventDefault();
    focusNextPane(event.shiftKey ? -1 : 1);
  } else if (event.key === "?" && !command && !isTyping(event.target)) {
    event.preventDefault();
    model.navigation.showDialog("keys");
  }
}

/** Listens as long as the signed-in window is shown. */
export function useKeys(): void {
  const model = useModel();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event, model);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [model]);
}
