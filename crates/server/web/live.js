// @ts-check
/**
 * The live stream, read with `fetch` because an `EventSource` cannot send an `Authorization` header.
 * It only wakes; what changed is always asked for.
 */
import { Refused } from "./api.js";
import { EventReader } from "./event_reader.js";
import { backoffMillis, Pause } from "./retry.js";

/** The service writes at least every 15 s; a stream silent for this long is dead. */
const SILENCE_MILLIS = 45_000;

/**
 * @typedef {object} LiveHandler
 * @property {() => void} onOpen the stream stands: anything may have changed meanwhile
 * @property {() => void} onLost
 * @property {(name: string, payload: any) => void} onEvent
 */

export class Live {
  #pause = new Pause();
  #abort = new AbortController();
  #isStopped = false;

  /**
   * @param {import("./session.js").Session} session
   * @param {LiveHandler} handler
   */
  constructor(session, handler) {
    this.session = session;
    this.handler = handler;
  }

  /** Keeps a stream open until {@link stop}. */
  async run() {
    for (let failures = 0; !this.#isStopped; ) {
      const begun = Date.now();
      let retryAfter = null;
      try {
        await this.#follow();
      } catch (error) {
        retryAfter = error instanceof Refused ? error.retryAfterSeconds : null;
      }
      if (this.#isStopped || this.session.hasEnded) return;
      this.handler.onLost();
      // A stream that stood for a while ended for reasons of its own: start counting anew.
      failures = Date.now() - begun > SILENCE_MILLIS ? 1 : failures + 1;
      await this.#pause.wait(backoffMillis(failures, retryAfter));
    }
  }

  /** Tries again now instead of at the end of the wait; for when the network or the tab is back. */
  hurry() {
    this.#pause.wake();
  }

  stop() {
    this.#isStopped = true;
    this.#abort.abort();
    this.#pause.wake();
  }

  async #follow() {
    this.#abort = new AbortController();
    const abort = this.#abort;
    let silence = setTimeout(() => abort.abort(), SILENCE_MILLIS);
    try {
      const response = await this.session.open("GET", "/v1/live", { signal: abort.signal });
      const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
      const events = new EventReader((name, text) => this.#dispatch(name, text));
      this.handler.onOpen();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(silence);
        silence = setTimeout(() => abort.abort(), SILENCE_MILLIS);
        events.push(value);
      }
    } finally {
      clearTimeout(silence);
      abort.abort();
    }
  }

  /** @param {string} name @param {string} text */
  #dispatch(name, text) {
    let payload;
    try {
      payload = JSON.parse(text);
    } catch {
      return; // An event this page cannot read wakes nothing; the timer asks for changes anyway.
    }
    this.handler.onEvent(name, payload);
  }
}
