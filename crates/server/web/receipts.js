// @ts-check
/**
 * Telling the service how far this patient has received and read. Wishes are kept until the service has
 * taken them; they only ever grow, so sending one again does no harm.
 */

import { Refused } from "./api.js";
import { markRead } from "./changes.js";

/** @typedef {{delivered: number, read: number}} Reach */

export class Receipts {
  /** @type {Map<string, Reach>} what the service has taken, by conversation id */
  #confirmed = new Map();
  /** @type {Map<string, number>} how far was read here, by conversation id */
  #read = new Map();
  /** @type {Promise<void> | null} */
  #running = null;
  #again = false;

  /**
   * @param {import("./session.js").Session} session
   * @param {import("./state.js").State} state
   */
  constructor(session, state) {
    this.session = session;
    this.state = state;
  }

  /**
   * The patient has seen this conversation up to here.
   *
   * @param {string} conversationId
   * @param {number} position
   */
  noteRead(conversationId, position) {
    if (position <= (this.#read.get(conversationId) ?? 0)) return;
    this.#read.set(conversationId, position);
    markRead(this.state, conversationId, position);
    this.state.changed();
    this.flush();
  }

  /** Sends what the service has not taken yet. */
  flush() {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run() {
    while (this.#again) {
      this.#again = false;
      for (const conversation of [...this.state.conversations.values()]) await this.#send(conversation);
    }
  }

  /** @param {import("./types.js").Conversation} conversation */
  async #send(conversation) {
    const id = conversation.conversation_id;
    const known = conversation.my_read_position;
    const confirmed = this.#confirmed.get(id) ?? { delivered: known, read: known };
    const delivered = Math.max(conversation.last_message?.position ?? 0, confirmed.delivered);
    const read = Math.max(this.#read.get(id) ?? 0, confirmed.read);
    if (delivered === confirmed.delivered && read === confirmed.read) return;
    try {
      await this.session.ask("PUT", `/v1/conversations/${id}/receipt`, {
        delivered_position: delivered,
        read_position: read,
      });
      this.#confirmed.set(id, { delivered, read });
    } catch (error) {
      // A refusal for good means that the conversation is gone, which the feed will say.
      if (error instanceof Refused && !error.isPassing) this.#confirmed.set(id, { delivered, read });
    }
  }
}
