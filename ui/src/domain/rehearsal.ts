/** What a lost key would cost, in words. */

import type { Rehearsal } from "../api/generated";
import type { Words } from "../words/words";
import type { ErrorWords } from "./errors";

/** The words for a result, and whether it is as it should be. */
export interface RehearsalWords extends ErrorWords {
  good: boolean;
}

function recovered(texts: number, back: number, { keyLoss }: Words): RehearsalWords {
  if (back < texts) return { good: false, title: keyLoss.someBack(texts, back), text: keyLoss.someBackText };
  const title = texts === 0 ? keyLoss.opened : keyLoss.allBack(texts);
  return { good: true, title, text: keyLoss.allBackText };
}

/** What the rehearsal showed. */
export function rehearsalWords(rehearsal: Rehearsal, words: Words): RehearsalWords {
  const { keyLoss } = words;
  switch (rehearsal.outcome) {
    case "recovered":
      return recovered(rehearsal.texts, rehearsal.recovered_texts, words);
    case "not_protected_yet":
      return { good: false, title: keyLoss.notProtected, text: keyLoss.notProtectedText };
    case "offline":
      return { good: false, title: keyLoss.offline, text: keyLoss.offlineText };
    case "nothing_kept":
      return { good: true, title: keyLoss.nothingKept, text: keyLoss.nothingKeptText };
    case "failed":
      return { good: false, title: keyLoss.failed, text: keyLoss.failedText };
  }
}

/** What removing this computer keeps of what was written on it. */
export function keptByRemoval(rehearsal: Rehearsal, { keyLoss }: Words): string {
  const kept = keyLoss.keptByRemoval;
  switch (rehearsal.outcome) {
    case "recovered": {
      const { texts, recovered_texts: back } = rehearsal;
      if (texts === 0) return kept.none;
      return back < texts ? kept.some(texts, back) : kept.all(texts);
    }
    case "nothing_kept":
      return kept.nothing;
    case "not_protected_yet":
    case "failed":
      return kept.lost;
    case "offline":
      return kept.unknown;
  }
}
