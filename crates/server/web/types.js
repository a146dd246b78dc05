// @ts-check
/**
 * The shapes that pass between the modules of the patient page. The wire shapes are those of the
 * messaging API, version 1; only the fields that this page uses are named.
 *
 * @typedef {{user_id: string, kind: string, display_name: string}} User
 * @typedef {{user_id: string, display_name: string, title: string | null}} Clinician
 * @typedef {{state: "online" | "offline", last_seen_at: string | null}} Presence
 * @typedef {{version: number, title: string, text: string, phone: string}} Notice
 * @typedef {{practice_id: string, name: string, time_zone: string}} Practice
 *
 * @typedef {object} Message
 * @property {string} message_id made by the sender
 * @property {string} conversation_id
 * @property {number} position 1, 2, 3 … in the service's order
 * @property {string} sender_id
 * @property {"text" | "automatic"} kind
 * @property {string} text plain text, never markup
 * @property {string} sent_at the service's time, RFC 3339
 *
 * @typedef {object} Conversation
 * @property {string} conversation_id
 * @property {{user_id: string}} patient
 * @property {Clinician} clinician
 * @property {Message | null} last_message
 * @property {number} unread_count
 * @property {number} my_read_position
 * @property {number} peer_delivered_position
 * @property {number} peer_read_position
 * @property {Presence} presence
 *
 * @typedef {object} Thread the part of a conversation's history that is loaded: one unbroken run
 * @property {Message[]} messages ascending by position
 * @property {boolean} reachedStart whether nothing older exists
 * @property {"idle" | "loading" | "failed"} loading
 *
 * @typedef {object} Outgoing a message that the service has not shown us back yet
 * @property {string} messageId kept for every retry, so that a message cannot arrive twice
 * @property {string} text
 * @property {string} composedAt RFC 3339
 * @property {"sending" | "accepted" | "failed"} status
 * @property {string | null} reason why it was not sent, in words
 *
 * @typedef {object} Closed a conversation that ended while it was open
 * @property {string} clinicianName
 * @property {string} reason
 * @property {string[]} unsent what was written and never sent
 *
 * @typedef {object} Tokens
 * @property {string} access_token
 * @property {string} access_expires_at RFC 3339
 * @property {string} refresh_token
 * @property {User} user
 */
export {};
