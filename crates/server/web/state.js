// @ts-check
/**
 * What the page knows, in one place, and who is told when it changes. Views read it and never write it.
 *
 * @typedef {import("./types.js").Closed} Closed
 * @typedef {import("./types.js").Conversation} Conversation
 * @typedef {import("./types.js").Notice} Notice
 * @typedef {import("./types.js").Outgoing} Outgoing
 * @typedef {import("./types.js").Practice} Practice
 * @typedef {import("./types.js").Thread} Thread
 * @typedef {import("./types.js").User} User
 */

export class State {
  /** @type {"starting" | "entry" | "messaging"} which screen stands */
  screen = "starting";
  /** @type {string | null} why the patient is at the entry, in words */
  entryMessage = null;
  /** @type {User | null} */
  me = null;
  /** @type {Practice | null} */
  practice = null;
  /** @type {Notice | null} */
  notice = null;
  /** @type {"loading" | "ready" | "failed"} the first answer with the conversations */
  loading = "loading";
  /** @type {"connecting" | "live" | "lost"} the live stream */
  connection = "connecting";
  /** @type {Map<string, Conversation>} by conversation id */
  conversations = new Map();
  /** @type {Map<string, Thread>} by conversation id */
  threads = new Map();
  /** @type {Map<string, Outgoing[]>} by conversation id, oldest first */
  outgoing = new Map();
  /** @type {Map<string, string>} text not yet sent, by conversation id */
  drafts = new Map();
  /** @type {Map<string, number>} until when the clinician counts as writing, by conversation id */
  typingUntil = new Map();
  /** @type {string | null} the conversation that is open */
  openId = null;
  /** How often a messaging screen was opened; the notice is spoken anew each time. */
  openings = 0;
  /** The last position that had been read when the conversation was opened; what follows is new. */
  readBeforeOpening = 0;
  /** @type {Closed[]} conversations that ended and whose patient has not been told yet */
  closed = [];

  /** @type {Set<() => void>} */
  #listeners = new Set();
  #isNotifying = false;

  /** @param {() => void} listener called soon after anything changed */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** Tells the listeners, once for all changes made in one go. */
  changed() {
    if (this.#isNotifying) return;
    this.#isNotifying = true;
    queueMicrotask(() => {
      this.#isNotifying = false;
      for (const listener of this.#listeners) listener();
    });
  }

  /**
   * Forgets the patient. What they had written stays only when they may want to go on: the service ended
   * their session, they did not sign out.
   *
   * @param {{keepWritten: boolean}} options
   */
  forget({ keepWritten }) {
    this.practice = null;
    this.notice = null;
    this.loading = "loading";
    this.connection = "connecting";
    this.conversations = new Map();
    this.threads = new Map();
    this.typingUntil = new Map();
    this.openId = null;
    this.closed = [];
    if (keepWritten) return;
    this.me = null;
    this.outgoing = new Map();
    this.drafts = new Map();
  }

  /** @returns {Conversation | null} */
  get openConversation() {
    return (this.openId && this.conversations.get(this.openId)) || null;
  }

  /** The conversations as the list shows them: the latest message first, then by name. */
  get sortedConversations() {
    const byLatest = (/** @type {Conversation} */ a, /** @type {Conversation} */ b) =>
      (b.last_message?.sent_at ?? "").localeCompare(a.last_message?.sent_at ?? "") ||
      a.clinician.display_name.localeCompare(b.clinician.display_name);
    return [...this.conversations.values()].sort(byLatest);
  }

  /** All unread messages together. */
  get unreadCount() {
    return [...this.conversations.values()].reduce((sum, each) => sum + each.unread_count, 0);
  }

  /** @returns {Outgoing[]} every message that is not yet sent */
  get unsent() {
    return [...this.outgoing.values()].flat().filter((each) => each.status !== "accepted");
  }
}
