/** The line to the service in words. */

import type { Connection, SignOutReason, SyncProgress } from "../api/generated";
import type { Words } from "../words/words";
import { momentInSentence } from "./dates";
import { grouped } from "./numbers";

/** What the banner says. */
export interface ConnectionWords {
  title: string;
  text: string;
  /** What is in the way, if that is known. */
  problem: string | null;
}

/** The words for the banner; null while all is well. */
export function connectionWords(line: Connection, now: Date, words: Words): ConnectionWords | null {
  const { connection } = words;
  const problem = line.problem === null ? null : connection.problem[line.problem];
  if (line.state === "online") {
    return problem === null ? null : { title: connection.attention, text: "", problem };
  }
  if (line.state === "connecting") return null;
  const asOf = line.up_to_date_as_of;
  const current = asOf === null ? [] : [connection.upToDateAsOf(momentInSentence(asOf, now, words))];
  const [title, text] =
    line.problem === "update_needed"
      ? [connection.updateNeeded, connection.updateNeededText]
      : [connection.offline, connection.offlineText];
  return { title, text: [text, ...current].join(" "), problem };
}

/** How much of the history is here, in words and as a share; null when it is complete. */
export function progressWords(progress: SyncProgress, words: Words): { words: string; share: number } | null {
  const { complete_conversations: complete, total_conversations: total } = progress;
  if (total === 0 || complete >= total) return null;
  return {
    words: words.connection.loadingHistoryOf(grouped(complete, words), grouped(total, words)),
    share: complete / total,
  };
}

/** Why a sign-in is asked for; null if that needs no saying. */
export function signOutWords(reason: SignOutReason | null, { signIn }: Words): string | null {
  return reason === null || reason === "by_user" ? null : signIn.because[reason];
}
