/** How wide the list may be. */

/** Bounds and start of the list's width, in pixels at the usual text size; larger text widens the list with it. */
export const MIN_LIST_WIDTH = 280;
export const MAX_LIST_WIDTH = 360;
export const DEFAULT_LIST_WIDTH = 320;

/** A width within the bounds. */
export function clampListWidth(width: number): number {
  return Math.round(Math.min(MAX_LIST_WIDTH, Math.max(MIN_LIST_WIDTH, width)));
}
