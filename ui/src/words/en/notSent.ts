/** The screen of the messages that did not go out. */
export const notSent = {
  title: "Not sent",
  lead: "Messages that do not go out by themselves. Each is kept here until you discard it, unless it says otherwise.",
  allSent: "Everything was sent",
  allSentText: "Messages written while offline wait in their chats and go out when you are back.",
  written: (moment: string) => `Written ${moment}`,
  onlyHere:
    "It was not saved and is only in this window: it ends when the program locks or closes, or when you sign out.",
  shownOnce:
    "It is shown this once: when the program locks or closes, it is deleted for good. Copy it if you need it.",
  openChat: "Open chat",
  copy: "Copy text",
  copied: "Copied",
  textCopied: "Text copied",
  notCopied: "The text could not be copied. Select it and copy it.",
};
