/** Which messages are asked for, and how many at a time. */

import type { Backend } from "../api/backend";
import type { MessageSlice, OpenConversation } from "../api/generated";
import { firstPosition, type Stretch } from "../domain/slice";

/** Messages asked for at a time. */
export const PAGE_MESSAGES = 50;
/** How many of the newest messages are read again after an event: later receipts level the earlier ones. */
const REREAD_MESSAGES = 100;

/** The end of a conversation, as far back as it may have changed. */
export function readEnd(backend: Backend, conversationId: string, shown: Stretch): Promise<MessageSlice> {
  const accepted = shown.messages.filter((message) => message.position !== null);
  const from = accepted[Math.max(0, accepted.length - REREAD_MESSAGES)]?.position;
  return backend.messages(
    conversationId,
    from ? { kind: "from", position: from } : { kind: "newest", limit: PAGE_MESSAGES },
  );
}

/** The page before a position. */
export function readBefore(
  backend: Backend,
  conversationId: string,
  position: number,
): Promise<MessageSlice> {
  return backend.messages(conversationId, { kind: "before", position, limit: PAGE_MESSAGES });
}

/** Whether there are unread messages before the newest ones. */
function unreadBefore(opened: OpenConversation, start: number): boolean {
  const { row, slice, read_position } = opened;
  return row.unread_count > 0 && slice.older === "available" && start > read_position + 1;
}

/**
 * The newest messages of an opened conversation, back to the first unread one, or those around a position that
 * lies before the newest.
 */
export async function readAround(
  backend: Backend,
  opened: OpenConversation,
  position: number | null,
): Promise<Stretch> {
  const start = firstPosition(opened.slice.messages);
  if (position === null && start !== null && unreadBefore(opened, start)) {
    const range = { kind: "from", position: opened.read_position + 1 } as const;
    return { ...(await backend.messages(opened.row.conversation_id, range)), atEnd: true };
  }
  if (position === null || start === null || position >= start) return { ...opened.slice, atEnd: true };
  const around = await readBefore(backend, opened.row.conversation_id, position + PAGE_MESSAGES / 2);
  return { ...around, atEnd: false };
}
