import { plural } from "./plural";

const counted = (texts: number) =>
  plural(texts, { one: "1 draft or unsent text", other: `${texts} drafts and unsent texts` });

/** What a lost key would cost, and what removing this computer keeps. */
export const keyLoss = {
  section: "If the key is lost",
  explained:
    "The key to what is kept on this computer is in the system's keyring. If it is ever lost, messages are loaded from the server again, and drafts and unsent texts are opened with the server's help. The rehearsal tries this on a copy and changes nothing.",
  rehearse: "Rehearse the loss of the key",
  rehearsing: "Opening a copy without the key",
  someBack: (texts: number, back: number) => `${back} of ${counted(texts)} came back from the copy.`,
  someBackText:
    "Nothing was changed, and all of them are still readable here. Send or copy what you need, and tell your IT department.",
  opened: "The copy could be opened without the key.",
  allBack: (texts: number) => `${counted(texts)} came back.`,
  allBackText:
    "If the key were lost, you would sign in again and the messages would be loaded from the server. Nothing you wrote would be lost.",
  notProtected: "Drafts and unsent texts are not protected yet.",
  notProtectedText:
    "That happens by itself at the next contact with the server. Try again when you are online.",
  offline: "The server does not answer.",
  offlineText: "It keeps what the rehearsal needs. Nothing was changed; try again when you are online.",
  nothingKept: "There is no key to lose.",
  nothingKeptText:
    "There is no system keyring, so nothing is kept on this computer: messages, drafts and unsent texts end with the program.",
  failed: "The copy could not be opened.",
  failedText:
    "Nothing was changed, and everything is still readable here. Try again; if it happens again, send or copy what you wrote and tell your IT department.",
  keptByRemoval: {
    none: "There are no drafts or unsent texts.",
    some: (texts: number, back: number) =>
      `Of ${counted(texts)} only ${back} can be brought back. Send or copy the others first.`,
    all: (texts: number) =>
      `${counted(texts)} ${plural(texts, { one: "is", other: "are" })} kept, encrypted, and ${plural(texts, { one: "comes", other: "come" })} back when you sign in on this computer again.`,
    nothing:
      "Drafts and unsent texts are deleted, too: without a system keyring nothing is kept. Send or copy them first.",
    lost: "Drafts and unsent texts cannot be brought back afterwards. Send or copy them first.",
    unknown:
      "While the server does not answer it cannot be told whether drafts and unsent texts can be brought back. Send or copy them first.",
  },
};
