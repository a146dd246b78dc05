import { plural } from "./plural";

/** What a screen reader is told without being asked. */
export const announcements = {
  region: "Announcements",
  message: (name: string, text: string, time: string) => `${name}: ${text}, ${time}`,
  newMessages: (count: number, name: string) =>
    plural(count, { one: `1 new message from ${name}`, other: `${count} new messages from ${name}` }),
  notSent: (name: string) => `A message to ${name} was not sent`,
  notSentToNobodyListed: "A message to a patient no longer in your list was not sent",
  conversationEnded: "This conversation has ended. It was removed from this computer.",
};
