/** What a lost key would cost, in words. */

import type { Rehearsal } from "../api/generated";
import type { ErrorWords } from "./errors";

/** The words for a result, and whether it is as it should be. */
export interface RehearsalWords extends ErrorWords {
  good: boolean;
}

function counted(texts: number): string {
  return texts === 1 ? "1 draft or unsent text" : `${texts} drafts and unsent texts`;
}

function recovered(texts: number, back: number): RehearsalWords {
  if (back < texts) {
    return {
      good: false,
      title: `${back} of ${counted(texts)} came back from the copy.`,
      text: "Nothing was changed, and all of them are still readable here. Send or copy what you need, and tell your IT department.",
    };
  }
  const all = texts === 0 ? "The copy could be opened without the key." : `${counted(texts)} came back.`;
  return {
    good: true,
    title: all,
    text: "If the key were lost, you would sign in again and the messages would be loaded from the server. Nothing you wrote would be lost.",
  };
}

/** What the rehearsal showed. */
export function rehearsalWords(rehearsal: Rehearsal): RehearsalWords {
  switch (rehearsal.outcome) {
    case "recovered":
      return recovered(rehearsal.texts, rehearsal.recovered_texts);
    case "not_protected_yet":
      return {
        good: false,
        title: "Drafts and unsent texts are not protected yet.",
        text: "That happens by itself at the next contact with the server. Try again when you are online.",
      };
    case "offline":
      return {
        good: false,
        title: "The server does not answer.",
        text: "It keeps what the rehearsal needs. Nothing was changed; try again when you are online.",
      };
    case "nothing_kept":
      return {
        good: true,
        title: "There is no key to lose.",
        text: "There is no system keyring, so nothing is kept on this computer: messages, drafts and unsent texts end with the program.",
      };
    case "failed":
      return {
        good: false,
        title: "The copy could not be opened.",
        text: "Nothing was changed, and everything is still readable here. Try again; if it happens again, send or copy what you wrote and tell your IT department.",
      };
  }
}

/** What removing this computer keeps of what was written on it. */
export function keptByRemoval(rehearsal: Rehearsal): string {
  switch (rehearsal.outcome) {
    case "recovered": {
      const { texts, recovered_texts: back } = rehearsal;
      if (texts === 0) return "There are no drafts or unsent texts.";
      if (back < texts)
        return `Of ${counted(texts)} only ${back} can be brought back. Send or copy the others first.`;
      const are = texts === 1 ? "is" : "are";
      return `${counted(texts)} ${are} kept, encrypted, and ${texts === 1 ? "comes" : "come"} back when you sign in on this computer again.`;
    }
    case "nothing_kept":
      return "Drafts and unsent texts are deleted, too: without a system keyring nothing is kept. Send or copy them first.";
    case "not_protected_yet":
    case "failed":
      return "Drafts and unsent texts cannot be brought back afterwards. Send or copy them first.";
    case "offline":
      return "While the server does not answer it cannot be told whether drafts and unsent texts can be brought back. Send or copy them first.";
  }
}
