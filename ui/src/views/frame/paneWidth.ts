/** How wide the list may be. */

/** Bounds and start of the list's width, in pixels at the usual text size; larger text widens the list with it. */
export const MIN_LIST_WIDTH = 280;
export const MAX_LIST_WIDTH = 360;
export const DEFAULT_LIST_WIDTH = 320;

/** The widths that clicks on the line between list and chat go through. */
const STOPS = [MIN_LIST_WIDTH, DEFAULT_LIST_WIDTH, MAX_LIST_WIDTH];

/** The next of them above `width`; after the widest comes the narrowest. */
export function nextListWidth(width: number): number {
  return STOPS.find((stop) => stop > width) ?? MIN_LIST_WIDTH;
}

/** A width within the bounds. */
export function clampListWidth(width: number): number {
  return Math.round(Math.min(MAX_LIST_WIDTH, Math.max(MIN_LIST_WIDTH, width)));
}
