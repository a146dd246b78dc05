// @ts-check
/**
 * The `text/event-stream` format (WHATWG HTML, section 9.2.6), as far as the messaging API uses it:
 * `event` and `data` fields; comments, `id` and `retry` are skipped.
 */

export class EventReader {
  #decoder = new TextDecoder();
  #rest = "";
  #name = "";
  /** @type {string[]} */
  #lines = [];

  /** @param {(name: string, text: string) => void} onEvent */
  constructor(onEvent) {
    this.onEvent = onEvent;
  }

  /** @param {Uint8Array} bytes the next bytes, cut anywhere */
  push(bytes) {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    // A CR at the very end may be half of a CRLF: wait for what follows it.
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#take(line);
  }

  /** @param {string} line */
  #take(line) {
    if (line === "") return this.#finish();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#name = value;
    if (field === "data") this.#lines.push(value);
  }

  #finish() {
    const name = this.#name || "message";
    const text = this.#lines.join("\n");
    const isEvent = this.#lines.length > 0;
    this.#name = "";
    this.#lines = [];
    if (isEvent) this.onEvent(name, text);
  }
}
