/** What stands for a person where their name does not fit. */

/** How many colours the avatars have; the tokens name them `--avatar-0` and so on. */
export const AVATAR_COLOURS = 8;

const LETTER = /\p{L}/u;

/** One or two letters: of the first and the last word of a name; one for scripts without capitals. */
export function initials(name: string): string {
  const words = name.split(/[\s\-–,.]+/u).filter((word) => LETTER.test(word));
  const first = firstLetter(words[0]);
  if (first === "") return "?";
  const last = words.length > 1 ? firstLetter(words.at(-1)) : "";
  return hasCase(first) && hasCase(last) ? first.toUpperCase() + last.toUpperCase() : first.toUpperCase();
}

function firstLetter(word: string | undefined): string {
  return word?.match(/\p{L}\p{M}*/u)?.[0] ?? "";
}

function hasCase(letter: string): boolean {
  return letter.toLowerCase() !== letter.toUpperCase();
}

/** A colour that stays with an id. */
export function avatarColour(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum % AVATAR_COLOURS;
}
