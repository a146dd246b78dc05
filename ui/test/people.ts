/** Messages and rows for tests, with only what matters to them. */

import type { ConversationRow, DeliveryStatus, MessageView } from "../src/api/generated";

/** A message of the patient at a position; `change` says what differs. */
export function message(position: number | null, change: Partial<MessageView> = {}): MessageView {
  const at = new Date(Date.UTC(2026, 2, 3, 12, position ?? 59)).toISOString();
  return {
    message_id: `message-${position ?? "waiting"}`,
    position,
    from_me: false,
    automatic: false,
    text: `text ${position ?? "waiting"}`,
    sent_at: position === null ? null : at,
    composed_at: at,
    status: null,
    ...change,
  };
}

/** A message of the clinician. */
export function own(position: number | null, state: "queued" | "sent" | "delivered" | "read"): MessageView {
  const status: DeliveryStatus = { state };
  return message(position, { from_me: true, status });
}

/** A row of the list. */
export function row(id: string, name: string, change: Partial<ConversationRow> = {}): ConversationRow {
  return {
    conversation_id: id,
    patient: { user_id: `user-${id}`, display_name: name, birth_date: "1980-03-04", pronouns: null },
    last_message: null,
    unread_count: 0,
    presence: { state: "offline", last_seen_at: null },
    draft: null,
    ...change,
  };
}
