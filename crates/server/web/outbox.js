// @ts-check
/**
 * Sending. Each message gets its id here, once; every retry uses the same id, so a lost answer cannot make
 * a second message. One message at a time per conversation, in the order they were written.
 *
 * @typedef {import("./types.js").Outgoing} Outgoing
 */
import { Refused } from "./api.js";
import { applyMessage } from "./changes.js";
import { backoffMillis, Pause } from "./retry.js";
import { randomUuid } from "./text.js";
import { sendFailure } from "./words.js";

export class Outbox {
  /** @type {Set<string>} conversations that are being sent to */
  #busy = new Set();
  /** @type {Set<Pause>} */
  #pauses = new Set();

  /**
   * @param {import("./session.js").Session} session
   * @param {import("./state.js").State} state
   * @param {() => void} onSent
   */
  constructor(session, state, onSent) {
    this.session = session;
    this.state = state;
    this.onSent = onSent;
  }

  /**
   * Takes a message over for sending; it is on the screen at once.
   *
   * @param {string} conversationId
   * @param {string} text as `sendableText` leaves it
   */
  add(conversationId, text) {
    const outgoing = this.state.outgoing.get(conversationId) ?? [];
    const composedAt = new Date().toISOString();
    const added = {
      messageId: randomUuid(),
      text,
      composedAt,
      status: /** @type {const} */ ("sending"),
      reason: null,
    };
    this.state.outgoing.set(conversationId, [...outgoing, added]);
    this.state.changed();
    this.#work(conversationId);
  }

  /** Goes on with everything unsent, at once: after signing in again, or when the network is back. */
  hurry() {
    for (const pause of this.#pauses) pause.wake();
    for (const conversationId of this.state.outgoing.keys()) this.#work(conversationId);
  }

  /**
   * Tries a refused message again, under the same id.
   *
   * @param {string} conversationId
   * @param {string} messageId
   */
  retry(conversationId, messageId) {
    this.#update(conversationId, messageId, { status: "sending", reason: null });
    this.#work(conversationId);
  }

  /**
   * Takes a refused message out.
   *
   * @param {string} conversationId
   * @param {string} messageId
   * @returns {string} its text
   */
  discard(conversationId, messageId) {
    const outgoing = this.state.outgoing.get(conversationId) ?? [];
    const text = outgoing.find((each) => each.messageId === messageId)?.text ?? "";
    this.state.outgoing.set(
      conversationId,
      outgoing.filter((each) => each.messageId !== messageId),
    );
    this.state.changed();
    return text;
  }

  /** @param {string} conversationId */
  async #work(conversationId) {
    if (this.#busy.has(conversationId)) return;
    this.#busy.add(conversationId);
    try {
      for (
        let next = this.#next(conversationId);
        next && !this.session.hasEnded;
        next = this.#next(conversationId)
      ) {
        await this.#send(conversationId, next);
      }
    } finally {
      this.#busy.delete(conversationId);
    }
  }

  /** @param {string} conversationId */
  #next(conversationId) {
    return this.state.outgoing.get(conversationId)?.find((each) => each.status === "sending");
  }

  /**
   * Sends one message until it is accepted, refused for good, or the session ends.
   *
   * @param {string} conversationId
   * @param {Outgoing} outgoing
   */
  async #send(conversationId, outgoing) {
    const path = `/v1/conversations/${conversationId}/messages/${outgoing.messageId}`;
    const body = { text: outgoing.text, composed_at: outgoing.composedAt };
    for (let failures = 1; !this.session.hasEnded; failures += 1) {
      try {
        this.#accept(conversationId, await this.session.ask("PUT", path, body));
        return;
      } catch (error) {
        if (this.session.hasEnded) return;
        if (error instanceof Refused && !error.isPassing) {
          return this.#update(conversationId, outgoing.messageId, {
            status: "failed",
            reason: sendFailure(error),
          });
        }
        await this.#wait(backoffMillis(failures, error instanceof Refused ? error.retryAfterSeconds : null));
      }
    }
  }

  /** @param {number} millis */
  async #wait(millis) {
    const pause = new Pause();
    this.#pauses.add(pause);
    await pause.wait(millis);
    this.#pauses.delete(pause);
  }

  /**
   * The message joins its thread when it is the very next one there. Otherwise others came in between, and
   * the change feed brings all of them in order; until then it stays in the outgoing list as accepted.
   *
   * @param {string} conversationId
   * @param {import("./types.js").Message} message
   */
  #accept(conversationId, message) {
    this.#update(conversationId, message.message_id, { status: "accepted" });
    const last = this.state.threads.get(conversationId)?.messages.at(-1)?.position ?? 0;
    if (message.position === last + 1) applyMessage(this.state, message);
    this.state.changed();
    this.onSent();
  }

  /**
   * @param {string} conversationId
   * @param {string} messageId
   * @param {Partial<Outgoing>} update
   */
  #update(conversationId, messageId, update) {
    const outgoing = this.state.outgoing.get(conversationId);
    if (!outgoing) return;
    const updated = outgoing.map((each) => (each.messageId === messageId ? { ...each, ...update } : each));
    this.state.outgoing.set(conversationId, updated);
    this.state.changed();
  }
}
