/** How far a message has come. */
export const delivery = {
  status: {
    queued: "Queued",
    sent: "Sent",
    delivered: "Delivered",
    read: "Read",
    not_sent: "Not sent",
  },
  meaning: {
    queued: "Kept on this computer. It goes out when the service can be reached.",
    sent: "On the service.",
    delivered: "On the patient's device.",
    read: "The patient has opened the conversation since.",
  },
  notSentBecause: {
    no_longer_on_care_team:
      "You are no longer on this patient's care team, or the patient's app was deactivated.",
    too_long: "The service does not accept a text this long.",
    refused: "The service refused this message.",
    conflict: "Another message was already sent under the same number.",
    older_copy:
      "It was waiting in an older file of this program that came back, and later messages may have gone out since. Sending it again is safe: if it was sent already, it is not sent twice.",
  },
  /** Begins the line above the reason. */
  notSent: "Not sent.",
  discardTitle: "Discard this message?",
  discardText: "It was not sent, and its text cannot be brought back.",
};
