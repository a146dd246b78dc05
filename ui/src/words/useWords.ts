/** The words of the language that the window speaks. */

import { createContext, useContext } from "react";
import { ENGLISH, type Words } from "./words";

/** Filled by `WordsProvider`. */
export const WordsContext = createContext<Words>(ENGLISH);

/** The words for a component; it is drawn again when the language changes. */
export function useWords(): Words {
  return useContext(WordsContext);
}
