/** What became of drafts and unsent messages whose file could not be read. */

import type { Recovery } from "../api/generated";
import type { ErrorWords } from "./errors";

function counted(texts: number): string {
  return texts === 1 ? "1 text" : `${texts} texts`;
}

/** What happened, what was kept, and what was not. */
export function recoveryWords(recovery: Recovery): ErrorWords {
  const title =
    recovery.cause === "key_lost"
      ? "The key to your drafts and unsent messages was lost."
      : "The file of your drafts and unsent messages was damaged.";
  const lost = recovery.unreadable_texts;
  const unreadable =
    lost === null
      ? "It cannot be told how many could not be read."
      : lost === 0
        ? "Nothing is missing."
        : `${counted(lost)} could not be read.`;
  const kept = `The old file is kept as ${recovery.kept_as}.`;
  return { title, text: `${counted(recovery.recovered_texts)} carried over. ${unreadable} ${kept}` };
}
