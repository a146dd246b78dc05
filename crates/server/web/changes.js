// @ts-check
/**
 * How one change of the feed alters what the page knows. Applying a change twice is the same as once.
 *
 * @typedef {import("./state.js").State} State
 * @typedef {import("./types.js").Conversation} Conversation
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./types.js").Thread} Thread
 */
import { removalReason } from "./words.js";

/**
 * @param {State} state
 * @param {any} change as the API sends it; a kind that this page does not know is skipped
 */
export function applyChange(state, change) {
  switch (change.kind) {
    case "message":
      return applyMessage(state, change.message);
    case "conversation":
      return void state.conversations.set(change.conversation.conversation_id, change.conversation);
    case "conversation_removed":
      return removeConversation(state, change.conversation_id, change.reason);
    case "receipt":
      return applyReceipt(state, change);
    case "notice":
      return applyNotice(state, change.notice);
  }
}

/**
 * Takes a fresh list in place of everything known: what is not in it is gone. Drafts and unsent messages of
 * the conversations that remain stay.
 *
 * @param {State} state
 * @param {Conversation[]} conversations
 */
export function replaceConversations(state, conversations) {
  const remaining = new Set(conversations.map((each) => each.conversation_id));
  for (const id of [...state.conversations.keys()]) {
    if (!remaining.has(id)) removeConversation(state, id, "unknown");
  }
  state.conversations = new Map(conversations.map((each) => [each.conversation_id, each]));
}

/**
 * Takes in a message that joins the loaded run of its thread.
 *
 * @param {State} state
 * @param {Message} message
 */
export function applyMessage(state, message) {
  const conversation = state.conversations.get(message.conversation_id);
  if (!conversation) return;
  const last = conversation.last_message?.position ?? 0;
  if (message.position > last) {
    const isTheirs = message.sender_id !== state.me?.user_id;
    const isUnread = isTheirs && message.position > conversation.my_read_position;
    const unread_count = conversation.unread_count + (isUnread ? 1 : 0);
    state.conversations.set(message.conversation_id, {
      ...conversation,
      last_message: message,
      unread_count,
    });
    if (isTheirs) state.typingUntil.delete(message.conversation_id);
  }
  addToThread(state, message.conversation_id, [message]);
}

/**
 * Adds messages to a thread and keeps it one unbroken run: where a gap appears, the newer side stays.
 *
 * @param {State} state
 * @param {string} conversationId
 * @param {Message[]} messages
 */
export function addToThread(state, conversationId, messages) {
  const thread = state.threads.get(conversationId);
  if (!thread) return;
  const byPosition = new Map(thread.messages.map((each) => [each.position, each]));
  for (const message of messages) byPosition.set(message.position, message);
  const all = [...byPosition.values()].sort((a, b) => a.position - b.position);
  let start = all.length - 1;
  while (start > 0 && all[start - 1].position === all[start].position - 1) start -= 1;
  const run = all.slice(Math.max(start, 0));
  const reachedStart = run.length === all.length ? thread.reachedStart : false;
  state.threads.set(conversationId, {
    ...thread,
    messages: run,
    reachedStart: reachedStart || run[0]?.position === 1,
  });
  dropArrived(state, conversationId, run);
}

/**
 * What stands in the outgoing list and has come back as a message is no longer outgoing.
 *
 * @param {State} state
 * @param {string} conversationId
 * @param {Message[]} messages
 */
function dropArrived(state, conversationId, messages) {
  const outgoing = state.outgoing.get(conversationId);
  if (!outgoing?.length) return;
  const arrived = new Set(messages.map((each) => each.message_id));
  state.outgoing.set(
    conversationId,
    outgoing.filter((each) => !arrived.has(each.messageId)),
  );
}

/**
 * Forgets a conversation and everything of it. When it was open, or something was written there, an explanation
 * takes its place that shows, this once, what was not sent.
 *
 * @param {State} state
 * @param {string} id
 * @param {string} reason the API's word
 */
function removeConversation(state, id, reason) {
  const conversation = state.conversations.get(id);
  const draft = state.drafts.get(id)?.trim();
  const outgoing = (state.outgoing.get(id) ?? []).filter((each) => each.status !== "accepted");
  const unsent = [...outgoing.map((each) => each.text), ...(draft ? [draft] : [])];
  if (conversation && (state.openId === id || unsent.length > 0)) {
    state.closed.push({
      clinicianName: conversation.clinician.display_name,
      reason: removalReason(reason),
      unsent,
    });
  }
  if (state.openId === id) state.openId = null;
  for (const part of [state.conversations, state.threads, state.outgoing, state.drafts, state.typingUntil]) {
    part.delete(id);
  }
}

/**
 * @param {State} state
 * @param {{conversation_id: string, user_id: string, delivered_position: number, read_position: number}} receipt
 */
function applyReceipt(state, receipt) {
  const conversation = state.conversations.get(receipt.conversation_id);
  if (!conversation) return;
  if (receipt.user_id === state.me?.user_id)
    return markRead(state, receipt.conversation_id, receipt.read_position);
  state.conversations.set(receipt.conversation_id, {
    ...conversation,
    peer_delivered_position: Math.max(conversation.peer_delivered_position, receipt.delivered_position),
    peer_read_position: Math.max(conversation.peer_read_position, receipt.read_position),
  });
}

/**
 * Moves one's own reading mark, never backwards, and counts again what is unread beyond it.
 *
 * @param {State} state
 * @param {string} conversationId
 * @param {number} position
 */
export function markRead(state, conversationId, position) {
  const conversation = state.conversations.get(conversationId);
  if (!conversation || position <= conversation.my_read_position) return;
  const last = conversation.last_message?.position ?? 0;
  const thread = state.threads.get(conversationId);
  const beyond = thread?.messages.filter(
    (each) => each.position > position && each.sender_id !== state.me?.user_id,
  );
  const unread_count =
    position >= last ? 0 : (beyond?.length ?? Math.min(conversation.unread_count, last - position));
  state.conversations.set(conversationId, { ...conversation, my_read_position: position, unread_count });
}

/**
 * @param {State} state
 * @param {import("./types.js").Notice} notice
 */
function applyNotice(state, notice) {
  if (state.notice && notice.version <= state.notice.version) return;
  state.notice = notice;
}
