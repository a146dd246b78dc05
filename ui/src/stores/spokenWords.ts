/** The words of the language in use, for the screens and for what is announced. */

import type { Language, Settings } from "../api/generated";
import { type Words, wordsOf } from "../words/words";
import { createStore, type Store } from "./store";

/** The words for a language that was set. */
export type Speak = (language: Language) => Words;

/** The product's words, by the system's languages where none was set. */
export const speak: Speak = (language) => wordsOf(language, navigator.languages);

/** Follows the settings and the system's languages. */
export function watchWords(settings: Store<Settings>, say: Speak): Store<Words> {
  const spoken = () => say(settings.get().language);
  const words = createStore(spoken());
  const follow = () => {
    const next = spoken();
    if (next.tag !== words.get().tag || next.locale !== words.get().locale) words.set(next);
  };
  settings.subscribe(follow);
  globalThis.addEventListener?.("languagechange", follow);
  return words;
}
