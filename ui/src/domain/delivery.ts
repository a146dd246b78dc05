/** Delivery in words. */

import type { DeliveryStatus, MessageView, NotSentMessage, NotSentReason } from "../api/generated";
import type { Words } from "../words/words";

/** Why a message did not go out, as a sentence for the clinician. */
export function notSentReason(reason: NotSentReason, { delivery }: Words): string {
  return delivery.notSentBecause[reason];
}

/** One or two words for a status. */
export function deliveryWords(status: DeliveryStatus, { delivery }: Words): string {
  return delivery.status[status.state];
}

/** What a status means, for the tooltip. */
export function deliveryMeaning(status: DeliveryStatus, words: Words): string {
  return status.state === "not_sent"
    ? notSentReason(status.reason, words)
    : words.delivery.meaning[status.state];
}

/** What is said when a message turns out not to go out; its text is not repeated. */
export function notSentAnnouncement({ patient }: NotSentMessage, { announcements }: Words): string {
  return patient === null ? announcements.notSentToNobodyListed : announcements.notSent(patient.display_name);
}

const RANK = { queued: 0, not_sent: 0, sent: 1, delivered: 2, read: 3 } as const;

/**
 * A receipt holds for everything before it: raises the status of earlier messages to that of later ones.
 * The screen reads only the newest messages again, so older ones may still show what they were.
 */
export function levelStatuses(messages: MessageView[]): MessageView[] {
  let best: DeliveryStatus | null = null;
  let changed = false;
  const levelled = [...messages];
  for (let index = levelled.length - 1; index >= 0; index -= 1) {
    const message = levelled[index];
    if (!message?.status || message.position === null) continue;
    if (best && RANK[best.state] > RANK[message.status.state]) {
      levelled[index] = { ...message, status: best };
      changed = true;
    } else {
      best = message.status;
    }
  }
  return changed ? levelled : messages;
}
