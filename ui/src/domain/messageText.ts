/** The limits of a message's text, as the service counts them. */

import type { Words } from "../words/words";
import { grouped } from "./numbers";

/** Longest text after trimming, in bytes of UTF-8. */
export const MESSAGE_TEXT_BYTES = 16_384;
/** From so many bytes left the composer shows a counter. */
const COUNTER_FROM_BYTES_LEFT = 1_000;

const encoder = new TextEncoder();

/** Bytes that are left; negative when the text is too long. */
export function bytesLeft(text: string): number {
  return MESSAGE_TEXT_BYTES - encoder.encode(text.trim()).length;
}

/** Bytes that are left when that needs saying, else null. */
export function counter(text: string): number | null {
  // A character has at most three bytes for each UTF-16 unit: short texts need no counting.
  if (text.length * 3 < MESSAGE_TEXT_BYTES - COUNTER_FROM_BYTES_LEFT) return null;
  const left = bytesLeft(text);
  return left <= COUNTER_FROM_BYTES_LEFT ? left : null;
}

/** So many bytes left are said to those who do not see the counter; nothing is said in between. */
const SAID_AT_BYTES_LEFT = [0, 100, 500, COUNTER_FROM_BYTES_LEFT];

/** What is said of the bytes that are left: the same words until the next threshold. */
export function counterAnnouncement(left: number | null, words: Words): string {
  if (left === null) return "";
  if (left < 0) return words.chat.tooLong;
  const threshold = SAID_AT_BYTES_LEFT.find((bytes) => left <= bytes) ?? COUNTER_FROM_BYTES_LEFT;
  return threshold === 0 ? words.chat.noBytesLeft : words.chat.atMostBytesLeft(grouped(threshold, words));
}

/** What the counter shows. */
export function counterWords(left: number, words: Words): string {
  return left < 0
    ? words.chat.bytesTooLong(grouped(-left, words))
    : words.chat.bytesLeft(grouped(left, words));
}

/** Whether a text can be sent. */
export function isSendable(text: string): boolean {
  return text.trim() !== "" && bytesLeft(text) >= 0;
}
