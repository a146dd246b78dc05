/** A conversation as it is drawn: days, within them runs of one sender, and the line before what is new. */

import type { MessageView } from "../api/generated";
import { dayKey } from "./dates";

/** Messages of one sender that follow each other closely. */
export interface Run {
  kind: "run";
  /** The first message's id. */
  key: string;
  fromMe: boolean;
  automatic: boolean;
  messages: MessageView[];
}

/** The heading of a day. */
export interface DayBreak {
  kind: "day";
  key: string;
  /** A moment of that day. */
  at: string;
}

/** Everything below it is new since the last look. */
export interface NewLine {
  kind: "new";
  key: string;
}

/** One thing in the column of a chat. */
export type TimelineEntry = Run | DayBreak | NewLine;

/** Messages further apart than this stand in separate runs. */
const RUN_GAP_MILLISECONDS = 10 * 60_000;

/** When a message counts as written: the service's time, or the sender's until the service has accepted it. */
export function messageTime(message: MessageView): string {
  return message.sent_at ?? message.composed_at;
}

function continues(run: Run, message: MessageView): boolean {
  const last = run.messages.at(-1);
  return (
    last !== undefined &&
    run.fromMe === message.from_me &&
    run.automatic === message.automatic &&
    Date.parse(messageTime(message)) - Date.parse(messageTime(last)) < RUN_GAP_MILLISECONDS
  );
}

/**
 * Lays out messages, oldest first. `newLine` is the position of the first message that is new since the
 * last look, or null.
 */
export function timeline(messages: MessageView[], newLine: number | null): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let day: string | null = null;
  let run: Run | null = null;
  let lineDrawn = newLine === null;
  for (const message of messages) {
    const at = messageTime(message);
    if (dayKey(at) !== day) {
      day = dayKey(at);
      entries.push({ kind: "day", key: `day-${message.message_id}`, at });
      run = null;
    }
    if (!lineDrawn && newLine !== null && message.position !== null && message.position >= newLine) {
      lineDrawn = true;
      entries.push({ kind: "new", key: "new" });
      run = null;
    }
    if (run && continues(run, message)) {
      run.messages.push(message);
      continue;
    }
    run = {
      kind: "run",
      key: message.message_id,
      fromMe: message.from_me,
      automatic: message.automatic,
      messages: [message],
    };
    entries.push(run);
  }
  return entries;
}

/** The id of the last message of one's own, under which the delivery status stands. */
export function lastOwnMessage(messages: MessageView[]): string | null {
  return messages.findLast((message) => message.from_me && !message.automatic)?.message_id ?? null;
}
