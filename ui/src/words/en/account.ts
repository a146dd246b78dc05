import type { Sentence } from "../sentence";

/** Who is signed in, and where else. */
export const account = {
  section: "Account",
  signedInAs: "Signed in as",
  practice: "Practice",
  onThisComputer: "On this computer",
  keptEncrypted: "Messages are kept in an encrypted file; its key is in the system's keyring.",
  keptNowhere: "Nothing is kept: there is no system keyring.",
  signOutTitle: "Sign out?",
  signOutText: "The copy of the messages on this computer is removed. Drafts and unsent text are kept.",
  signOutMemoryOnly: "Nothing is kept on this computer: messages, drafts and unsent text are removed.",
  devices: "Devices",
  readingDevices: "Reading the list",
  thisComputer: "This computer",
  signedInSince: <Part>(moment: Part): Sentence<Part> => ["Signed in ", moment],
  signedInAndSeen: <Part>(signedIn: Part, seen: Part): Sentence<Part> => [
    "Signed in ",
    signedIn,
    ", last seen ",
    seen,
  ],
  signOutDevice: (device: string) => `Sign out ${device}`,
  signOutDeviceTitle: "Sign out this device?",
  signOutDeviceText: <Part>(device: Part): Sentence<Part> => [
    "The session on ",
    device,
    " ends now. At its next contact with the server the key and the copy of the messages are deleted there. Drafts and unsent texts stay on it, encrypted, and come back when you sign in there again.",
  ],
  removeDevice: "Remove this device",
  removeDeviceTitle: "Remove this device?",
  removeDeviceText:
    "First the key in the system's keyring and then the files are deleted from this computer: the copy of the messages and its search. You are signed out. The messages themselves stay on the server.",
  removeDeviceTrying: "Trying whether drafts and unsent texts can be brought back",
  remove: "Remove",
};
