/** One row of the list in words. */

import type { ConversationRow, MessageView } from "../api/generated";
import type { Words } from "../words/words";
import { presenceWords } from "./presence";

/** The last message on one line. */
export function preview(message: MessageView, { list }: Words): string {
  const text = message.text.replace(/\s+/gu, " ").trim();
  return message.from_me && !message.automatic ? list.you(text) : text;
}

/** A draft on one line. */
export function draftPreview(draft: string): string {
  return draft.replace(/\s+/gu, " ").trim();
}

/** Whether the newest message of a conversation did not go out. */
export function hasFailed(row: ConversationRow): boolean {
  return row.last_message?.status?.state === "not_sent";
}

/** Whether the newest message of a conversation still waits to go out. */
export function isQueued(row: ConversationRow): boolean {
  return row.last_message?.status?.state === "queued";
}

/** What a row shows by a dot, a pill or a sign, for those who hear it: presence, what is new, what failed. */
export function spokenState(row: ConversationRow, now: Date, words: Words): string {
  const parts = [presenceWords(row.presence, now, words)];
  if (row.unread_count > 0) parts.push(words.list.unread(row.unread_count));
  if (hasFailed(row)) parts.push(words.list.notSent);
  return parts.join(", ");
}
