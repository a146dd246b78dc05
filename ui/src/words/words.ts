/** A language as the screens speak it on this computer. */

import type { Language } from "../api/generated";
import { type Catalogue, en } from "./en";
import { es } from "./es";
import { type LanguageTag, languageOf, localeOf } from "./language";

/** The texts of one language, and how it is written. */
export interface Words extends Catalogue {
  /** The language of the texts, for `lang`. */
  readonly tag: string;
  /** For dates and numbers. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
}

const CATALOGUES: Record<LanguageTag, Catalogue> = { en, es };

/** The words for a choice of language; `systemTags` are the languages that the system asks for, the dearest first. */
export function wordsOf(setting: Language, systemTags: readonly string[]): Words {
  const tag = languageOf(setting, systemTags);
  return { ...CATALOGUES[tag], tag, locale: localeOf(tag, systemTags), direction: "ltr" };
}

/** English, for what is drawn outside a window, as in tests of one screen. */
export const ENGLISH = wordsOf("english", ["en-GB"]);
