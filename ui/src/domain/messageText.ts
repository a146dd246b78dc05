/** The limits of a message's text, as the service counts them. */

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

/** Whether a text can be sent. */
export function isSendable(text: string): boolean {
  return text.trim() !== "" && bytesLeft(text) >= 0;
}
