/** What a screen reader is told, politely and once. */

import type { ConversationRow, MessageView } from "../api/generated";
import { clockTime } from "../domain/dates";
import { messageTime } from "../domain/timeline";
import { createStore, type Store } from "./store";

/** An announcement; the number makes two equal ones differ. */
export interface Announcement {
  number: number;
  text: string;
}

/** Says new messages of the open chat. */
export class Announcer {
  readonly said: Store<Announcement> = createStore<Announcement>({ number: 0, text: "" });

  say(text: string): void {
    this.said.set({ number: this.said.get().number + 1, text });
  }

  /** One message in full, several by their number. */
  sayMessages(messages: MessageView[], row: ConversationRow): void {
    const name = row.patient.display_name;
    const [only] = messages;
    if (messages.length === 1 && only) {
      this.say(`${name}: ${only.text}, ${clockTime(messageTime(only))}`);
    } else if (messages.length > 1) {
      this.say(`${messages.length} new messages from ${name}`);
    }
  }
}
