/** The line to the service, and the filling of the copy on this computer. */
export const connection = {
  problem: {
    server_unreachable: "The server does not answer.",
    proxy_unreachable: "Your network's proxy cannot be reached.",
    proxy_needs_sign_in: "Your network's proxy asks you to sign in.",
    proxy_refused: "Your network's proxy does not let the connection through.",
    not_our_server: "Something else answers at the server's address; the network may ask you to sign in.",
    bad_certificate: "The server's certificate is not trusted; your practice's IT department can check it.",
    server_unavailable: "The server cannot serve at the moment.",
    update_needed: "Ask your practice's IT department for the current version.",
    disk_full: "This computer's disk is full; make room so that new messages can be kept.",
  },
  attention: "Attention.",
  offline: "Offline.",
  offlineText: "You can read and write; messages go out when you are back.",
  updateNeeded: "Update needed.",
  updateNeededText:
    "The server needs a newer version of this program. You can read and write; messages go out after the update.",
  upToDateAsOf: (moment: string) => `Up to date as of ${moment}.`,
  tryNow: "Try now",
  memoryOnly: "Nothing is kept on this computer.",
  memoryOnlyText: "There is no system keyring, so messages, drafts and unsent text end with the program.",
  loadingHistory: "Loading history",
  loadingHistoryOf: (complete: string, total: string) =>
    `Loading history: ${complete} of ${total} conversations`,
  historyLoaded: "History loaded",
};
