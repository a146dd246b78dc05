/** The focus is never lost: when what had it goes away, its pane gets it. */

import { useEffect } from "react";
import { focusLastPane, focusPane } from "./panes";

function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body;
}

/** A dialog keeps the focus by itself, and gives it back. */
function dialogIsOpen(): boolean {
  return document.querySelector("[role='dialog'], [role='alertdialog']") !== null;
}

/** Watches as long as the signed-in window is shown; at its beginning the search field gets the focus. */
export function useKeptFocus(): void {
  useEffect(() => {
    let pane: string | null = null;
    let stands: Element | null = null;
    let waiting = 0;

    function rescue() {
      if (!isLost() || dialogIsOpen()) return;
      if (pane !== null && focusPane(pane)) return;
      focusLastPane();
    }

    function note(event: FocusEvent) {
      if (!(event.target instanceof Element)) return;
      stands = event.target;
      // What stands in a dialog leads back to the pane below it.
      pane = stands.closest<HTMLElement>("[data-pane]")?.dataset.pane ?? pane;
    }

    // Whoever takes something away may know better where the focus belongs, and has two frames for it.
    const observer = new MutationObserver(() => {
      if (stands?.isConnected !== false || !isLost()) return;
      stands = null;
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => {
        waiting = requestAnimationFrame(rescue);
      });
    });

    if (isLost()) focusPane("list");
    document.addEventListener("focusin", note);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(waiting);
      document.removeEventListener("focusin", note);
      observer.disconnect();
    };
  }, []);
}
