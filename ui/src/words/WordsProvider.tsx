/** Gives the screens their language, and the page and the widgets its direction. */

import { type ReactNode, useLayoutEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { type Store, useStore } from "../stores/store";
import { WordsContext } from "./useWords";
import type { Words } from "./words";

interface WordsProviderProps {
  words: Store<Words>;
  children: ReactNode;
}

/** Stands around the whole window. */
export function WordsProvider({ words, children }: WordsProviderProps) {
  const spoken = useStore(words);
  useLayoutEffect(() => {
    document.documentElement.lang = spoken.tag;
    document.documentElement.dir = spoken.direction;
  }, [spoken]);
  return (
    <WordsContext value={spoken}>
      <I18nProvider locale={spoken.locale}>{children}</I18nProvider>
    </WordsContext>
  );
}
