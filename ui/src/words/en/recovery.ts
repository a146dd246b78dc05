import { plural } from "./plural";

const counted = (texts: number) => plural(texts, { one: "1 text", other: `${texts} texts` });

/** What became of drafts and unsent messages whose file was not as the program left it. */
export const recovery = {
  title: {
    key_lost: "The key to your drafts and unsent messages was lost.",
    file_damaged: "The file of your drafts and unsent messages was damaged.",
    file_emptied: "The file of your drafts and unsent messages was found empty.",
    file_missing: "The file of your drafts and unsent messages was missing.",
    older_copy: "An older copy of your drafts and unsent messages was put back.",
  },
  noneCarriedOver: "No text was carried over.",
  carriedOver: (texts: number) => `${counted(texts)} carried over.`,
  nothingMissing: "Nothing is missing.",
  unreadable: (texts: number) => `${counted(texts)} could not be read.`,
  unreadableUnknown: "It cannot be told how many could not be read.",
  heldUnknown: "How many it held cannot be told.",
  olderCopy: (texts: number) =>
    `${counted(texts)} in it. What you wrote after it was made is not in it. Messages that waited in it are under Not sent: they may have gone out already.`,
  keptAs: (file: string) => `The old file is kept as ${file}.`,
};
