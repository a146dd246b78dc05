import type { Sentence } from "../sentence";

/** The list of patients, its search, and what stands where there is nobody. */
export const list = {
  pane: "Patients",
  rows: "Conversations",
  searchLabel: "Search patients",
  searchPlaceholder: "Name or birth date",
  clearSearch: "Clear search",
  loading: "Loading patients",
  nobodyFor: <Part>(search: Part): Sentence<Part> => ["No patient found for ", search],
  quoted: (search: string) => `“${search}”`,
  missingBecause: "A patient may be missing because:",
  whyMissing: "Why a patient may be missing",
  notLoaded: "Not loaded yet",
  notLoadedText: "Your patients come to this computer when the server can be reached.",
  empty: "No patients yet",
  emptyText: "Patients appear here as soon as they activate the app and you are on their care team.",
  hits: "Messages found",
  hitsTitle: "Messages",
  you: (text: string) => `You: ${text}`,
  youBefore: "You: ",
  draftBefore: "Draft: ",
  queuedBefore: "Queued. ",
  noMessages: "No messages yet",
  unread: (count: number) => `${count} unread`,
  notSent: "not sent",
  overNinetyNine: "99+",
};
