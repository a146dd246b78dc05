/** The table of the keys. */
export const keys = {
  /** Keys that belong to one place and are no actions of the whole window. */
  habits: {
    move: "Move in the list, also from the search field",
    open: "Open the chat",
    send: "Send the message",
    line: "New line",
    back: "Clear the search, or one step back",
  },
  or: "or",
  key: "Key",
  does: "What it does",
};
