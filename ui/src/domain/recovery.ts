/** What became of drafts and unsent messages whose file was not as the program left it. */

import type { Recovery } from "../api/generated";
import type { Words } from "../words/words";
import type { ErrorWords } from "./errors";

function carriedOver({ recovered_texts: texts }: Recovery, { recovery }: Words): string {
  return texts === 0 ? recovery.noneCarriedOver : recovery.carriedOver(texts);
}

function unreadable({ cause, unreadable_texts: texts }: Recovery, { recovery }: Words): string {
  if (texts === 0) return recovery.nothingMissing;
  if (texts !== null) return recovery.unreadable(texts);
  return cause === "file_missing" || cause === "file_emptied"
    ? recovery.heldUnknown
    : recovery.unreadableUnknown;
}

/** What happened, what was kept, and what was not. Nothing is unreadable in an older copy: what is missing was written after it. */
export function recoveryWords(happened: Recovery, words: Words): ErrorWords {
  const { recovery } = words;
  const sentences =
    happened.cause === "older_copy"
      ? [recovery.olderCopy(happened.recovered_texts)]
      : [carriedOver(happened, words), unreadable(happened, words)];
  if (happened.kept_as !== null) sentences.push(recovery.keptAs(happened.kept_as));
  return { title: recovery.title[happened.cause], text: sentences.join(" ") };
}
