/** What a screen reader is told, politely and once. */

import type { ConversationRow, MessageView } from "../api/generated";
import { clockTime } from "../domain/dates";
import { messageTime } from "../domain/timeline";
import type { Words } from "../words/words";
import { createStore, type Store } from "./store";

/** How long an announcement stays in the page, in milliseconds: long enough to be read out, no longer. */
const STAYS = 10_000;

/** An announcement; the number makes two equal ones differ. */
export interface Announcement {
  number: number;
  text: string;
}

/** Says what happens without being asked for: new messages of the open chat, what was not sent, removals. */
export class Announcer {
  /** What is in the page now, oldest first: one announcement must not cut off the one before it. */
  readonly said: Store<Announcement[]> = createStore<Announcement[]>([]);
  private number = 0;

  constructor(private readonly words: Store<Words>) {}

  say(text: string): void {
    this.number += 1;
    const { number } = this;
    this.said.set([...this.said.get(), { number, text }]);
    setTimeout(() => this.takeBack(number), STAYS);
  }

  /** One message in full, several by their number. */
  sayMessages(messages: MessageView[], row: ConversationRow): void {
    const name = row.patient.display_name;
    const words = this.words.get();
    const { announcements } = words;
    const [only] = messages;
    if (messages.length === 1 && only) {
      this.say(announcements.message(name, only.text, clockTime(messageTime(only), words)));
    } else if (messages.length > 1) {
      this.say(announcements.newMessages(messages.length, name));
    }
  }

  /** Takes everything out of the page: it may name a patient. */
  clear(): void {
    if (this.said.get().length > 0) this.said.set([]);
  }

  private takeBack(number: number): void {
    const said = this.said.get();
    const kept = said.filter((announcement) => announcement.number !== number);
    if (kept.length < said.length) this.said.set(kept);
  }
}
