/** The lock in words. */

import type { Words } from "../words/words";

/** Wrong passwords in a row that end the session. */
const ATTEMPTS = 10;
/** Failures from which on the ones left are named: the first is a slip of the finger. */
const NAMED_FROM = 2;

/** The unread messages, which are counted and not shown; null while the number is not known. */
export function unreadWords(unread: number | null, { lock }: Words): string | null {
  return unread === null ? null : lock.unread(unread);
}

/** How many tries are left and what happens then; null as long as that needs no saying. */
export function attemptsWords(left: number, { lock }: Words): string | null {
  return ATTEMPTS - left < NAMED_FROM ? null : lock.attempts(left, ATTEMPTS);
}

/** What could not be kept before the lock; null if everything was. */
export function lostWords(texts: number, { lock }: Words): string | null {
  return texts === 0 ? null : lock.lost(texts);
}
