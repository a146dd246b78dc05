/** The keyring does not give the key: what that means, and the way on. */
export const keyring = {
  fault: {
    locked: {
      title: "The keyring is locked",
      text: "Your messages are on this computer, encrypted. Their key is in the system's keyring, which is locked. Unlock it, then try again.",
    },
    missing: {
      title: "There is no keyring",
      text: "The key to the messages on this computer is in the system's keyring, and no keyring answers. Start it or ask your IT department, then try again.",
    },
    denied: {
      title: "The keyring refused",
      text: "The system's keyring did not give the key to Allia Messages. Allow it, then try again.",
    },
    slow: {
      title: "Waiting for the keyring",
      text: "The key to the messages on this computer is in the system's keyring, which has not answered yet. It may be asking for its password in another window.",
    },
    other_backend: {
      title: "Another keyring answers",
      text: "The key to the messages on this computer was given to another keyring program than the one that answers now. Start the one from before and try again, or sign in again.",
    },
  },
  nothingLost: "Nothing is lost: messages, drafts and unsent text are kept.",
  goesOn: "The program goes on by itself",
  signInAgain: "Sign in again",
  newKey:
    "Signing in makes a new key. The messages are loaded from the server again. Drafts and unsent texts are opened with the server's help; what cannot be opened is set aside, not deleted, and you are told.",
};
