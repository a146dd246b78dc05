/** Numbers as they are written in the language of the screens. */

import type { Words } from "../words/words";

const formats = new Map<string, Intl.NumberFormat>();

/** A whole number with its thousands set apart: `16,384`. */
export function grouped(count: number, { locale }: Pick<Words, "locale">): string {
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  formats.set(locale, format);
  return format.format(count);
}
