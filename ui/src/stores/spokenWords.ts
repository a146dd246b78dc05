/** The words of the language in use, for the screens and for what is announced. */

import type { Settings } from "../api/generated";
import { type Words, wordsOf } from "../words/words";
import { createStore, type Store } from "./store";

/** Follows the settings and the system's languages. */
export function watchWords(settings: Store<Settings>): Store<Words> {
  const spoken = () => wordsOf("system", navigator.languages);
  const words = createStore(spoken());
  const follow = () => {
    const next = spoken();
    if (next.locale !== words.get().locale) words.set(next);
  };
  settings.subscribe(follow);
  globalThis.addEventListener?.("languagechange", follow);
  return words;
}
