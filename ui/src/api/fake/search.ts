/** The engine's patient search, near enough for the screens. */

import type { Person } from "./names";

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word of the search begins a word of the name or of the birth date. */
export function matches(person: Person, search: string): boolean {
  const words = plain(person.name).split(/[\s-]+/u);
  const [year, month, day] = person.birthDate.split("-");
  const dates = [person.birthDate, `${month}/${day}/${year}`];
  // A birth date has hyphens that belong to it, a name has some that do not.
  return plain(search)
    .split(/\s+|(?<=\p{L})-/u)
    .filter((wanted) => wanted !== "")
    .every((wanted) => [...words, ...dates].some((word) => word.startsWith(wanted)));
}
