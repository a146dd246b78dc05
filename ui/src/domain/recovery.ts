/** What became of drafts and unsent messages whose file was not as the program left it. */

import type { Recovery, RecoveryCause } from "../api/generated";
import type { ErrorWords } from "./errors";

const TITLE: Record<RecoveryCause, string> = {
  key_lost: "The key to your drafts and unsent messages was lost.",
  file_damaged: "The file of your drafts and unsent messages was damaged.",
  file_emptied: "The file of your drafts and unsent messages was found empty.",
  file_missing: "The file of your drafts and unsent messages was missing.",
  older_copy: "An older copy of your drafts and unsent messages was put back.",
};

function counted(texts: number): string {
  return texts === 1 ? "1 text" : `${texts} texts`;
}

function carriedOver({ recovered_texts: texts }: Recovery): string {
  return texts === 0 ? "No text was carried over." : `${counted(texts)} carried over.`;
}

function unreadable({ cause, unreadable_texts: texts }: Recovery): string {
  if (texts === 0) return "Nothing is missing.";
  if (texts !== null) return `${counted(texts)} could not be read.`;
  if (cause === "file_missing" || cause === "file_emptied") return "How many it held cannot be told.";
  return "It cannot be told how many could not be read.";
}

/** Nothing is unreadable in an older copy: what is missing was written after it. */
function olderCopy(recovery: Recovery): string {
  return `${counted(recovery.recovered_texts)} in it. What you wrote after it was made is not in it. Messages that waited in it are under Not sent: they may have gone out already.`;
}

/** What happened, what was kept, and what was not. */
export function recoveryWords(recovery: Recovery): ErrorWords {
  const sentences =
    recovery.cause === "older_copy" ? [olderCopy(recovery)] : [carriedOver(recovery), unreadable(recovery)];
  if (recovery.kept_as !== null) sentences.push(`The old file is kept as ${recovery.kept_as}.`);
  return { title: TITLE[recovery.cause], text: sentences.join(" ") };
}
