/**
 * A language that nobody speaks, for tests and for trying things by hand: every text is at least 40 % longer, with
 * longer words, accents, and brackets that show where it ends. Never part of the product.
 */

import type { Speak } from "../stores/spokenWords";
import { en } from "./en";
import type { Words } from "./words";

const ACCENTED: Record<string, string> = {
  a: "ää",
  e: "éé",
  i: "îî",
  o: "öö",
  u: "üü",
  A: "Ä",
  E: "É",
  I: "Î",
  O: "Ö",
  U: "Ü",
  n: "ñ",
  c: "ç",
  y: "ý",
};

/** How much longer a text gets. */
const LONGER = 1.4;

function stretched(text: string): string {
  const accented = text.replace(/[aeiouAEIOUncy]/gu, (letter) => ACCENTED[letter] ?? letter);
  const missing = Math.ceil(text.length * LONGER) - accented.length;
  return missing > 0 ? `${accented} ${"ö".repeat(missing)}` : accented;
}

/** Keeps what was put into a text, such as a name. */
function around(text: string, put: readonly string[]): string {
  const [name, ...others] = put;
  if (name === undefined) return /\p{L}/u.test(text) ? stretched(text) : text;
  return text
    .split(name)
    .map((piece) => around(piece, others))
    .join(name);
}

function dressed(value: unknown, put: readonly string[]): unknown {
  if (typeof value === "string") return /\p{L}/u.test(value) ? `[${around(value, put)}]` : value;
  if (Array.isArray(value))
    return value.map((part) => (typeof part === "string" ? dressed(part, put) : part));
  return value;
}

/** Everything a catalogue says, in the language that nobody speaks. */
function disguise(value: unknown): unknown {
  if (typeof value === "function") {
    return (...args: unknown[]) =>
      dressed(
        value(...args),
        args.filter((arg) => typeof arg === "string" || typeof arg === "number").map(String),
      );
  }
  if (typeof value !== "object" || value === null) return dressed(value, []);
  if (Array.isArray(value)) return value.map(disguise);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, disguise(part)]));
}

/** The texts of the language that nobody speaks. */
export const pseudo = disguise(en) as typeof en;

const LEFT_TO_RIGHT: Words = { ...pseudo, tag: "en-XA", locale: "en-GB", direction: "ltr" };
/** With the dates of a language that is written from right to left. */
const RIGHT_TO_LEFT: Words = { ...pseudo, tag: "en-XB", locale: "ar-u-nu-latn", direction: "rtl" };

/** How the window speaks if it is asked for `long` or `long-rtl`. */
export function pseudoSpeak(asked: string | null): Speak | undefined {
  if (asked === "long") return () => LEFT_TO_RIGHT;
  if (asked === "long-rtl") return () => RIGHT_TO_LEFT;
  return undefined;
}
