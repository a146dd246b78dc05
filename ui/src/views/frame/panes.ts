/** Moving the focus between the panes of the window. */

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/** Focuses the element with this `data-part`, if it is on the screen. */
export function focusPart(part: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-part="${part}"]`);
  if (!element || !isShown(element)) return false;
  element.focus();
  return document.activeElement === element;
}

/** Focuses the search field with its old text selected, so that the next key begins a new search. */
export function focusSearch(): boolean {
  const found = focusPart("search");
  if (found && document.activeElement instanceof HTMLInputElement) document.activeElement.select();
  return found;
}

/** Where the focus goes in a pane: where it was asked to go, else the first thing that can take it. */
function entrance(pane: HTMLElement): HTMLElement {
  return (
    pane.querySelector<HTMLElement>("[data-pane-entrance]:not([disabled])") ??
    pane.querySelector<HTMLElement>("button:not([disabled]), input, textarea, [tabindex='0']") ??
    pane
  );
}

/** Focuses a pane by its name, if it is on the screen: a page as a whole, so that it is read and scrolled. */
export function focusPane(name: string): boolean {
  return focusIn(shownPanes().find((pane) => pane.dataset.pane === name));
}

/** Focuses the last pane on the screen that can take it: the chat or the page, before the list and the navigation. */
export function focusLastPane(): boolean {
  return shownPanes().reverse().some(focusIn);
}

function shownPanes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(isShown);
}

function focusIn(pane: HTMLElement | undefined): boolean {
  if (!pane) return false;
  const target = pane.tabIndex === 0 ? pane : entrance(pane);
  target.focus();
  return document.activeElement === target;
}

/** Moves the focus to the next pane, or with `-1` to the one before. */
export function focusNextPane(step: 1 | -1): void {
  const panes = shownPanes();
  if (panes.length === 0) return;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const from = here === -1 && step === -1 ? 0 : here;
  const next = panes[(from + step + panes.length) % panes.length];
  if (next) entrance(next).focus();
}
