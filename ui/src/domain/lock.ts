/** The lock in words. */

/** Wrong passwords in a row that end the session. */
const ATTEMPTS = 10;
/** Failures from which on the ones left are named: the first is a slip of the finger. */
const NAMED_FROM = 2;

/** What a sign-out keeps while nobody can look into the files. */
export const KEPT_BY_SIGN_OUT =
  "The copy of the messages is removed from this computer. Drafts and unsent texts are kept, encrypted, and come back when you sign in.";

/** The unread messages, which are counted and not shown; null while the number is not known. */
export function unreadWords(unread: number | null): string | null {
  if (unread === null) return null;
  if (unread === 0) return "No unread messages";
  return unread === 1 ? "1 unread message" : `${unread} unread messages`;
}

/** How many tries are left and what happens then; null as long as that needs no saying. */
export function attemptsWords(left: number): string | null {
  if (ATTEMPTS - left < NAMED_FROM) return null;
  const tries = left === 1 ? "One try is left" : `${left} tries are left`;
  return `${tries}. After ${ATTEMPTS} wrong passwords you are signed out. ${KEPT_BY_SIGN_OUT}`;
}

/** What could not be kept before the lock; null if everything was. */
export function lostWords(texts: number): string | null {
  if (texts === 0) return null;
  const lost = texts === 1 ? "A text that you were writing" : `${texts} texts that you were writing`;
  return `${lost} could not be saved before the lock and ${texts === 1 ? "is" : "are"} lost.`;
}

/** The time left until the lock, to be said. */
export function lockWarning(seconds: number): string {
  return `Allia Messages locks in ${seconds} ${seconds === 1 ? "second" : "seconds"}. Press any key to stay signed in.`;
}
