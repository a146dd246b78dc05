/** One conversation of the made-up practice. */

import type { ConversationRow, DeliveryStatus, MessageSlice, MessageView, PresenceView } from "../generated";
import type { Person } from "./names";
import { exchange } from "./talk";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An id in the form of the service's, made from two numbers. */
export function fakeId(kind: number, number: number): string {
  const tail = number.toString(16).padStart(12, "0");
  return `0190${kind.toString(16).padStart(4, "0")}-0000-7000-8000-${tail}`;
}

/** What the practice keeps of one patient. */
export class FakeConversation {
  readonly id: string;
  messages: MessageView[] = [];
  waiting: MessageView[] = [];
  readPosition = 0;
  presence: PresenceView = { state: "offline", last_seen_at: null };
  draft = "";
  private made = 0;

  constructor(
    readonly number: number,
    public person: Person,
  ) {
    this.id = fakeId(1, number);
  }

  /** Adds an accepted message at a moment. */
  add(fromMe: boolean, text: string, at: Date, status: DeliveryStatus = { state: "read" }): MessageView {
    const message: MessageView = {
      ...this.compose(text, at),
      position: (this.messages.at(-1)?.position ?? 0) + 1,
      from_me: fromMe,
      sent_at: at.toISOString(),
      status: fromMe ? status : null,
    };
    this.messages.push(message);
    return message;
  }

  /** A message of the clinician that nobody has accepted yet. */
  compose(text: string, at: Date): MessageView {
    this.made += 1;
    return {
      message_id: fakeId(2, this.number * 100_000 + this.made),
      position: null,
      from_me: true,
      automatic: false,
      text,
      sent_at: null,
      composed_at: at.toISOString(),
      status: { state: "queued" },
    };
  }

  /** Fills the past with `exchanges` talks that end some days before `now`. */
  addHistory(exchanges: number, now: Date, daysAgo: number): void {
    for (let index = 0; index < exchanges; index += 1) {
      const start = now.getTime() - daysAgo * DAY - (exchanges - index) * 3 * DAY - this.number * 11 * MINUTE;
      exchange(this.number + index).forEach(([fromMe, text], line) => {
        this.add(fromMe, text, new Date(start + line * 17 * MINUTE));
      });
    }
    this.readPosition = this.messages.at(-1)?.position ?? 0;
  }

  /** All messages in the order of the screen. */
  slice(messages: MessageView[], complete: boolean): MessageSlice {
    const first = messages.find((message) => message.position !== null)?.position ?? 1;
    const end = complete ? this.waiting : [];
    return {
      messages: [...messages, ...end].map((message) => ({ ...message })),
      older: first > 1 && messages.length > 0 ? "available" : "none",
    };
  }

  /** The row of the list. */
  row(presenceKnown: boolean): ConversationRow {
    const last = this.waiting.at(-1) ?? this.messages.at(-1) ?? null;
    const unread = this.messages.filter(
      (message) => !message.from_me && (message.position ?? 0) > this.readPosition,
    );
    return {
      conversation_id: this.id,
      patient: {
        user_id: fakeId(3, this.number),
        display_name: this.person.name,
        birth_date: this.person.birthDate,
        pronouns: this.person.pronouns,
      },
      last_message: last && { ...last },
      unread_count: unread.length,
      presence: presenceKnown
        ? { ...this.presence }
        : { state: "unknown", last_seen_at: this.presence.last_seen_at },
      draft: this.draft === "" ? null : this.draft.slice(0, 120),
    };
  }
}
