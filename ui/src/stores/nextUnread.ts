/** Finding who else has written. */

import type { Backend } from "../api/backend";

/** Rows read at a time. */
const AT_A_TIME = 500;

/** The next conversation with unread messages below `after` in the list, else the first one from the top; or null. */
export async function nextUnread(backend: Backend, after: string | null): Promise<string | null> {
  let above: string | null = null;
  let passed = false;
  for (let offset = 0; ; offset += AT_A_TIME) {
    const { rows, total } = await backend.listConversations({ search: "", offset, limit: AT_A_TIME });
    for (const row of rows) {
      if (row.conversation_id === after) passed = true;
      else if (row.unread_count > 0 && passed) return row.conversation_id;
      else if (row.unread_count > 0) above ??= row.conversation_id;
    }
    if (rows.length === 0 || offset + rows.length >= total) return above;
  }
}
