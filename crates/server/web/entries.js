// @ts-check
/**
 * What stands in a chat, from top to bottom: days, the mark before what is new, messages, and what is on its
 * way. Pure, so that it can be tested without a page.
 *
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./types.js").Outgoing} Outgoing
 *
 * @typedef {object} MessageEntry
 * @property {"message"} type
 * @property {string} key
 * @property {string} text
 * @property {string} moment RFC 3339
 * @property {boolean} isOwn
 * @property {boolean} isAutomatic
 * @property {string} sender
 * @property {number | null} position `null` while it is on its way
 * @property {string | null} status in words, for own messages
 * @property {boolean} isLastOwn whether the status is shown, not only spoken
 * @property {boolean} continues whether it follows another one of the same sender closely
 * @property {{conversationId: string, messageId: string, reason: string} | null} refused
 *
 * @typedef {{type: "day", key: string, moment: string} | {type: "new", key: string} | MessageEntry} Entry
 */
import { dayKey } from "./times.js";

/** Messages of one sender this close together form a group, in milliseconds. */
const GROUP_MILLIS = 5 * 60_000;

/**
 * @param {import("./state.js").State} state
 * @param {string} id of the conversation
 * @returns {Entry[]}
 */
export function threadEntries(state, id) {
  const conversation = state.conversations.get(id);
  if (!conversation) return [];
  const sent = (state.threads.get(id)?.messages ?? []).map((each) => sentEntry(state, conversation, each));
  const waiting = (state.outgoing.get(id) ?? []).map((each) => waitingEntry(id, each));
  const messages = [...sent, ...waiting];
  const lastOwn = messages.findLast((each) => each.isOwn);
  if (lastOwn) lastOwn.isLastOwn = true;
  const isNew = (/** @type {MessageEntry} */ each) =>
    !each.isOwn && (each.position ?? 0) > state.readBeforeOpening;
  return withSeparators(messages, messages.find(isNew));
}

/**
 * @param {MessageEntry[]} messages
 * @param {MessageEntry | undefined} firstNew
 */
function withSeparators(messages, firstNew) {
  /** @type {Entry[]} */
  const entries = [];
  /** @type {MessageEntry | null} */
  let before = null;
  for (const message of messages) {
    const isNewDay = !before || dayKey(before.moment) !== dayKey(message.moment);
    if (isNewDay)
      entries.push({
        type: "day",
        key: `day ${dayKey(message.moment)} ${message.position ?? "waiting"}`,
        moment: message.moment,
      });
    if (message === firstNew) entries.push({ type: "new", key: "new" });
    const gap = before ? Date.parse(message.moment) - Date.parse(before.moment) : Number.POSITIVE_INFINITY;
    message.continues =
      !isNewDay && message !== firstNew && before?.isOwn === message.isOwn && gap < GROUP_MILLIS;
    entries.push(message);
    before = message;
  }
  return entries;
}

/**
 * @param {import("./state.js").State} state
 * @param {import("./types.js").Conversation} conversation
 * @param {Message} message
 * @returns {MessageEntry}
 */
function sentEntry(state, conversation, message) {
  const isOwn = message.sender_id === state.me?.user_id;
  return {
    type: "message",
    key: message.message_id,
    text: message.text,
    moment: message.sent_at,
    isOwn,
    isAutomatic: message.kind === "automatic",
    sender: isOwn ? "You" : conversation.clinician.display_name,
    position: message.position,
    status: isOwn ? deliveryWord(conversation, message.position) : null,
    isLastOwn: false,
    continues: false,
    refused: null,
  };
}

/**
 * @param {import("./types.js").Conversation} conversation
 * @param {number} position
 */
function deliveryWord(conversation, position) {
  if (conversation.peer_read_position >= position) return "Read";
  if (conversation.peer_delivered_position >= position) return "Delivered";
  return "Sent";
}

/**
 * @param {string} conversationId
 * @param {Outgoing} outgoing
 * @returns {MessageEntry}
 */
function waitingEntry(conversationId, outgoing) {
  const { messageId, reason } = outgoing;
  return {
    type: "message",
    key: messageId,
    text: outgoing.text,
    moment: outgoing.composedAt,
    isOwn: true,
    isAutomatic: false,
    sender: "You",
    position: null,
    status: { sending: "Sending…", accepted: "Sent", failed: "Not sent" }[outgoing.status],
    isLastOwn: false,
    continues: false,
    refused: outgoing.status === "failed" ? { conversationId, messageId, reason: reason ?? "" } : null,
  };
}
