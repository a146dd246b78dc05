/** Made-up messages and rows that look the same at every visit. */

import type { ConversationRow, DeliveryStatus, MessageView, PresenceKnown } from "../api/generated";

/** The moment at which the gallery stands still: a quarter past two on a Wednesday. */
export const NOW = new Date(2026, 10, 18, 14, 15);

/** So many minutes before `NOW`. */
function ago(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString();
}

/** A message; its id and its place are those of its number. */
export function sampleMessage(number: number, text: string, change: Partial<MessageView> = {}): MessageView {
  const at = ago(number * 7);
  return {
    message_id: `sample-${number}`,
    position: number,
    from_me: false,
    automatic: false,
    text,
    sent_at: at,
    composed_at: at,
    status: null,
    ...change,
  };
}

/** A message of the clinician, with how far it has come. */
export function ownMessage(number: number, text: string, status: DeliveryStatus): MessageView {
  return sampleMessage(number, text, { from_me: true, status });
}

/** A row of the list. */
export function sampleRow(name: string, change: Partial<ConversationRow> = {}): ConversationRow {
  return {
    conversation_id: `conversation-${name}`,
    patient: { user_id: `user-${name}`, display_name: name, birth_date: "1980-03-04", pronouns: null },
    last_message: sampleMessage(3, "Thank you, that helped."),
    unread_count: 0,
    presence: presence("offline"),
    draft: null,
    ...change,
  };
}

/** Presence, last seen an hour ago. */
export function presence(state: PresenceKnown): ConversationRow["presence"] {
  return { state, last_seen_at: ago(60) };
}
