/** Undo and redo where the web view has no keys for them. */

import { useEffect } from "react";
import { isPressed, KEYBOARD } from "../actions/chord";

/** WebKitGTK leaves these to the program; every other web view knows them. */
const COMMANDS = { "Mod+Z": "undo", "Mod+Shift+Z": "redo", "Mod+Y": "redo" };
const LEFT_TO_US = /linux/iu.test(navigator.platform);

function commandOf(event: KeyboardEvent): string | undefined {
  return Object.entries(COMMANDS).find(([chord]) => isPressed(chord, event, KEYBOARD))?.[1];
}

/** In every field of the window, before the sign-in and behind the lock, too. */
export function useUndoKeys(): void {
  useEffect(() => {
    if (!LEFT_TO_US) return;
    const listen = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command === undefined || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      // The only way to a field's own history.
      document.execCommand(command);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
