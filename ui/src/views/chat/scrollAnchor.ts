/** Measuring and restoring what is read, by the message that stands at the top. */

/** A message and how far below the scroller's upper edge it stands, in pixels. */
export interface Anchor {
  messageId: string;
  offset: number;
}

function messagesOf(scroller: HTMLElement): HTMLElement[] {
  return [...scroller.querySelectorAll<HTMLElement>("[data-part='message']")];
}

/** The first index for which `test` holds, given that it holds for all later ones. */
function firstWhere(elements: HTMLElement[], test: (element: HTMLElement) => boolean): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = elements[middle];
    if (element && test(element)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How far the end of the content lies below the view, in pixels. */
export function distanceToEnd(scroller: HTMLElement): number {
  return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
}

/** The first message in view. */
export function anchorOf(scroller: HTMLElement): Anchor | null {
  const top = scroller.getBoundingClientRect().top;
  const messages = messagesOf(scroller);
  const first = messages[firstWhere(messages, (message) => message.getBoundingClientRect().bottom > top)];
  const messageId = first?.dataset.messageId;
  if (!first || messageId === undefined) return null;
  return { messageId, offset: first.getBoundingClientRect().top - top };
}

/** Scrolls so that the anchor stands where it stood. */
export function restore(scroller: HTMLElement, anchor: Anchor | null): void {
  if (anchor === null) return;
  const element = scroller.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(anchor.messageId)}"]`);
  if (!element) return;
  const moved = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - anchor.offset;
  if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
}

/** The position of the last message that is wholly in view, or null. */
export function lastSeenPosition(scroller: HTMLElement): number | null {
  const bottom = scroller.getBoundingClientRect().bottom + 1;
  const messages = messagesOf(scroller).filter((message) => message.dataset.position !== undefined);
  const below = firstWhere(messages, (message) => message.getBoundingClientRect().bottom > bottom);
  const position = Number(messages[below - 1]?.dataset.position);
  return Number.isInteger(position) && position > 0 ? position : null;
}
