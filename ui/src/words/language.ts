/** Which language the screens speak, and how dates and numbers are written in it. */

import type { Language } from "../api/generated";

/** The languages that the screens have words in. */
export const LANGUAGES = ["en", "es"] as const;

/** A language by its tag. */
export type LanguageTag = (typeof LANGUAGES)[number];

/** Where the system asks for neither, by how its clock shows two in the afternoon. */
const ELSEWHERE: Record<LanguageTag, { twelveHours: string; twentyFourHours: string }> = {
  en: { twelveHours: "en-US", twentyFourHours: "en-GB" },
  es: { twelveHours: "es-US", twentyFourHours: "es-ES" },
};

function isIn(language: LanguageTag, tag: string): boolean {
  return tag.toLowerCase().split("-")[0] === language;
}

/** The language of the screens: the one chosen, else the first of the system's that there are words in, else English. */
export function languageOf(setting: Language, systemTags: readonly string[]): LanguageTag {
  if (setting === "english") return "en";
  if (setting === "spanish") return "es";
  for (const tag of systemTags) {
    const found = LANGUAGES.find((language) => isIn(language, tag));
    if (found) return found;
  }
  return "en";
}

/**
 * The locale for dates and numbers: the system's own where it is of this language, because the words around
 * them are; otherwise this language with the system's choice between 12 and 24 hours.
 */
export function localeOf(language: LanguageTag, systemTags: readonly string[]): string {
  const known = systemTags.flatMap(supported);
  const own = known.find((tag) => isIn(language, tag));
  if (own) return own;
  const [first] = known;
  const twelveHours =
    first !== undefined && new Intl.DateTimeFormat(first, { hour: "numeric" }).resolvedOptions().hour12;
  return twelveHours ? ELSEWHERE[language].twelveHours : ELSEWHERE[language].twentyFourHours;
}

/** A system without a language calls it `C`, which is no language tag. */
function supported(tag: string): string[] {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag);
  } catch {
    return [];
  }
}
