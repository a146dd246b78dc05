/** What closing the window means. */
export const closing = {
  title: "Keep Allia Messages running?",
  keepRunning: "Keep running",
  keepRunningText:
    "Running in the tray, it goes on receiving messages and tells you of new ones. It locks there as it does in its window.",
  quit: "Quit",
  quitText: "If you quit, you hear of new messages when you start it again.",
  askedOnce: "You are asked only once. You can change this under Settings.",
};
