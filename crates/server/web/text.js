// @ts-check
/**
 * The API's rules for a message's text.
 */

/** Longest text after trimming, in bytes of UTF-8. */
export const TEXT_BYTES = 16_384;
/** From here on the counter is shown. */
export const COUNTER_BYTES = TEXT_BYTES - 1_500;

const encoder = new TextEncoder();

/** @param {string} text @returns {number} bytes of UTF-8 after trimming */
export function textBytes(text) {
  return encoder.encode(text.trim()).length;
}

/**
 * The text as it goes out: trimmed, and without NUL, which the API refuses and nobody types.
 *
 * @param {string} text
 */
export function sendableText(text) {
  return text.replaceAll("\0", "").trim();
}

/**
 * A random UUID (version 4). `crypto.randomUUID` exists only in secure contexts; this works on a plain
 * http address of the local network too.
 */
export function randomUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
