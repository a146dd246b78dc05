/** The keys of the actions. */

import { useEffect } from "react";
import { useModel } from "../../stores/model";
import type { ActionId } from "./action";
import { ACTIONS, run } from "./actions";
import { isCharacter, isPressed, KEYBOARD } from "./chord";

/** Single characters are meant only in the list and the navigation: elsewhere they may be dictated or typed by mistake. */
function takesCharacters(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[role='listbox'], nav") !== null;
}

function dialogIsOpen(): boolean {
  return document.querySelector("[role='dialog'], [role='alertdialog']") !== null;
}

/** Over an open dialog few actions work: it waits for an answer first. */
export function worksNow(id: ActionId): boolean {
  return ACTIONS[id].overDialogs === true || !dialogIsOpen();
}

function isMeant(id: ActionId, event: KeyboardEvent): boolean {
  const { keys = [] } = ACTIONS[id];
  const pressed = keys.find((chord) => isPressed(chord, event, KEYBOARD));
  if (pressed === undefined || (isCharacter(pressed) && !takesCharacters(event.target))) return false;
  return worksNow(id);
}

/** Listens before everything else in the window: a dialog or a field must not swallow these keys. */
export function useActionKeys(ids: readonly ActionId[]): void {
  const model = useModel();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // What somebody else took is done; two of these may listen.
      if (event.isComposing || event.defaultPrevented) return;
      const meant = ids.find((id) => isMeant(id, event));
      if (meant === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) run(meant, model);
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, [ids, model]);
}
