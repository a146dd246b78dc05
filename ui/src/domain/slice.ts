/** Putting slices of a conversation together: what is shown is always one unbroken stretch. */

import type { MessageSlice, MessageView, OlderMessages } from "../api/generated";
import { levelStatuses } from "./delivery";

/** The stretch of a conversation that is on the screen. */
export interface Stretch {
  /** Ascending; messages that wait to go out stand last. */
  messages: MessageView[];
  /** What stands before the first of them. */
  older: OlderMessages;
  /** Whether it reaches the end of the conversation; not so after a jump to an old message. */
  atEnd: boolean;
}

/** The first position of some messages, or null if none has one. */
export function firstPosition(messages: MessageView[]): number | null {
  return messages.find((message) => message.position !== null)?.position ?? null;
}

/** The last position of some messages, or null if none has one. */
export function lastPosition(messages: MessageView[]): number | null {
  return messages.findLast((message) => message.position !== null)?.position ?? null;
}

/** The position of the first message of the patient after what was read, or null. */
export function firstNew(messages: MessageView[], readPosition: number): number | null {
  const found = messages.find(
    (message) => !message.from_me && message.position !== null && message.position > readPosition,
  );
  return found?.position ?? null;
}

/** Keeps the object of a message that did not change, so that its row is not drawn again. */
function reuse(before: Map<string, MessageView>, message: MessageView): MessageView {
  const known = before.get(message.message_id);
  return known !== undefined && JSON.stringify(known) === JSON.stringify(message) ? known : message;
}

function byId(messages: MessageView[]): Map<string, MessageView> {
  return new Map(messages.map((message) => [message.message_id, message]));
}

/** Drops the earlier of two lines with one id: for a moment a message can wait and be accepted. */
function withoutRepeats(messages: MessageView[]): MessageView[] {
  const accepted = new Set(messages.filter((m) => m.position !== null).map((m) => m.message_id));
  return messages.filter((message) => message.position !== null || !accepted.has(message.message_id));
}

/**
 * Replaces the end of a stretch by a newer reading that reaches the end of the conversation. If the two do
 * not meet, only the newer one is kept, since nothing may be missing between two lines.
 */
export function mergeEnd(shown: Stretch, slice: MessageSlice): Stretch {
  const start = firstPosition(slice.messages);
  const kept = shown.messages.filter(
    (message) => message.position !== null && (start === null || message.position < start),
  );
  const end = lastPosition(kept);
  const meets = end !== null && (start === null || start === end + 1);
  const before = byId(shown.messages);
  const newer = slice.messages.map((message) => reuse(before, message));
  const messages = levelStatuses(withoutRepeats(meets ? [...kept, ...newer] : newer));
  return { messages, older: meets && kept.length > 0 ? shown.older : slice.older, atEnd: true };
}

/** Puts a newer slice behind a stretch that does not reach the end. */
export function mergeNewer(shown: Stretch, slice: MessageSlice): Stretch {
  const end = lastPosition(shown.messages) ?? 0;
  const newer = slice.messages.filter((message) => message.position !== null && message.position > end);
  return { ...shown, messages: levelStatuses([...shown.messages, ...newer]) };
}

/** Puts an older slice before a stretch. */
export function mergeOlder(shown: Stretch, slice: MessageSlice): Stretch {
  const start = firstPosition(shown.messages);
  const older = slice.messages.filter(
    (message) => message.position !== null && (start === null || message.position < start),
  );
  const end = lastPosition(older);
  if (start !== null && end !== null && end + 1 !== start) return shown;
  return { ...shown, messages: levelStatuses([...older, ...shown.messages]), older: slice.older };
}

/** Shows a message that was just handed over for sending, before the next reading brings it. */
export function withEcho(shown: Stretch, message: MessageView): Stretch {
  if (shown.messages.some((other) => other.message_id === message.message_id)) return shown;
  return { ...shown, messages: [...shown.messages, message] };
}

/** Keeps only the newest `count` messages that have a position, and those that wait. */
export function trimToNewest(shown: Stretch, count: number): Stretch {
  if (shown.messages.length <= count) return shown;
  return { ...shown, messages: shown.messages.slice(-count), older: "available" };
}
