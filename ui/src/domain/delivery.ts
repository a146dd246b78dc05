/** Delivery in words. */

import type { DeliveryStatus, MessageView, NotSentMessage, NotSentReason } from "../api/generated";

/** Why a message did not go out, as a sentence for the clinician. */
export function notSentReason(reason: NotSentReason): string {
  switch (reason) {
    case "no_longer_on_care_team":
      return "You are no longer on this patient's care team, or the patient's app was deactivated.";
    case "too_long":
      return "The service does not accept a text this long.";
    case "refused":
      return "The service refused this message.";
    case "conflict":
      return "Another message was already sent under the same number.";
    case "older_copy":
      return "It was waiting in an older file of this program that came back, and later messages may have gone out since. Sending it again is safe: if it was sent already, it is not sent twice.";
  }
}

/** One or two words for a status. */
export function deliveryWords(status: DeliveryStatus): string {
  switch (status.state) {
    case "queued":
      return "Queued";
    case "sent":
      return "Sent";
    case "delivered":
      return "Delivered";
    case "read":
      return "Read";
    case "not_sent":
      return "Not sent";
  }
}

/** What a status means, for the tooltip. */
export function deliveryMeaning(status: DeliveryStatus): string {
  switch (status.state) {
    case "queued":
      return "Kept on this computer. It goes out when the service can be reached.";
    case "sent":
      return "On the service.";
    case "delivered":
      return "On the patient's device.";
    case "read":
      return "The patient has opened the conversation since.";
    case "not_sent":
      return notSentReason(status.reason);
  }
}

/** What is said when a message turns out not to go out; its text is not repeated. */
export function notSentAnnouncement({ patient }: NotSentMessage): string {
  return patient === null
    ? "A message to a patient no longer in your list was not sent"
    : `A message to ${patient.display_name} was not sent`;
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
