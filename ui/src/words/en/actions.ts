/** What buttons do, where several screens have the same. */
export const actions = {
  back: "Back",
  backToList: "Back to the list",
  cancel: "Cancel",
  close: "Close",
  discard: "Discard",
  keep: "Keep",
  signOut: "Sign out",
  tryAgain: "Try again",
  understood: "Understood",
};
