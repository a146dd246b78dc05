// @ts-check
/**
 * Sentences that the patient reads. Each says what happened, what was kept, and what to do.
 */
import { Refused, Unreachable } from "./api.js";
import { lastSeen } from "./times.js";

/** @typedef {import("./types.js").Presence} Presence */

const UNREACHABLE = "The service cannot be reached. Check your internet connection, then try again.";

/** @param {unknown} error @returns {string} why signing in failed */
export function signInFailure(error) {
  if (error instanceof Refused && error.status === 401) return "The username or password is not right.";
  return entryFailure(error);
}

/** @param {unknown} error @returns {string} why activation failed */
export function activationFailure(error) {
  if (error instanceof Refused && error.status === 404) {
    return "This code does not work. It may be mistyped, used already, or expired. Your practice can give you a new one.";
  }
  if (error instanceof Refused && error.status === 409)
    return "This username is taken. Please choose another one.";
  if (error instanceof Refused && error.status === 422) {
    return "The service did not accept this. A username has 3 to 64 characters, a password 8 to 256.";
  }
  return entryFailure(error);
}

/** @param {unknown} error */
function entryFailure(error) {
  if (error instanceof Unreachable) return UNREACHABLE;
  if (error instanceof Refused && error.status === 429) {
    return `There were too many tries. Wait ${waitWords(error.retryAfterSeconds)}, then try again.`;
  }
  return "The service cannot do this right now. Please try again in a minute.";
}

/** @param {number | null} seconds */
function waitWords(seconds) {
  if (seconds === null) return "a minute";
  if (seconds < 90) return `${Math.max(seconds, 1)} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

/** @param {Refused} refusal @returns {string} why a message can never be sent as it is */
export function sendFailure(refusal) {
  if (refusal.status === 404) return "This conversation is no longer open.";
  if (refusal.status === 413) return "The message is too long.";
  if (refusal.status === 422) return "The service did not accept this text.";
  return "The service did not accept this message.";
}

/** @param {string} reason the API's word @returns {string} */
export function removalReason(reason) {
  if (reason === "left_care_team")
    return "This clinician is no longer on your care team, so you cannot exchange messages here any more.";
  if (reason === "patient_deactivated") return "Your access to messages was ended by the practice.";
  return "This conversation is no longer available.";
}

/**
 * @param {Presence} presence
 * @param {boolean} isKnown false while the page has no live connection
 */
export function presenceWords(presence, isKnown) {
  if (!isKnown) return "Presence unknown";
  if (presence.state === "online") return "Online now";
  return presence.last_seen_at ? `Offline, last seen ${lastSeen(presence.last_seen_at)}` : "Offline";
}

/** @param {number} count */
export function unreadWords(count) {
  return count === 1 ? "1 unread message" : `${count} unread messages`;
}
