// @ts-check
/**
 * Everything a signed-in patient can do, and what keeps their page current while they do it.
 */
import { Live } from "./live.js";
import { Outbox } from "./outbox.js";
import { Receipts } from "./receipts.js";
import { Sync } from "./sync.js";
import { sendableText } from "./text.js";

/** Ask for changes this often even when nothing wakes us, in milliseconds. */
const TIMER_MILLIS = 60_000;
/** "Is writing" lapses this long after the last sign of it. */
const TYPING_MILLIS = 6_000;
/** Say "I am writing" at most this often. */
const TYPING_EVERY_MILLIS = 3_000;

export class Messaging {
  #typingSaidAt = 0;
  #stopped = new AbortController();

  /**
   * @param {import("./session.js").Session} session
   * @param {import("./state.js").State} state
   */
  constructor(session, state) {
    this.session = session;
    this.state = state;
    this.receipts = new Receipts(session, state);
    this.sync = new Sync(session, state, () => this.receipts.flush());
    this.outbox = new Outbox(session, state, () => this.sync.wake());
    this.live = new Live(session, {
      onOpen: () => this.#onLive(),
      onLost: () => this.#setConnection("lost"),
      onEvent: (name, payload) => this.#onEvent(name, payload),
    });
  }

  /** Begins, and goes on by itself until {@link stop}. */
  start() {
    const signal = this.#stopped.signal;
    const hurry = () => this.hurry();
    addEventListener("online", hurry, { signal });
    document.addEventListener("visibilitychange", () => document.hidden || hurry(), { signal });
    const timer = setInterval(() => this.sync.wake(), TIMER_MILLIS);
    signal.addEventListener("abort", () => clearInterval(timer));
    this.#loadPractice();
    this.sync.wake();
    this.live.run();
    this.outbox.hurry();
  }

  stop() {
    this.#stopped.abort();
    this.live.stop();
  }

  /** The network or the patient is back: do now what was waiting. */
  hurry() {
    this.live.hurry();
    this.sync.wake();
    this.outbox.hurry();
  }

  /** @param {string} conversationId */
  openConversation(conversationId) {
    const conversation = this.state.conversations.get(conversationId);
    if (!conversation) return;
    this.state.closed = this.state.closed.filter((each) => each.unsent.length > 0);
    this.state.openId = conversationId;
    this.state.openings += 1;
    this.state.readBeforeOpening =
      conversation.unread_count > 0 ? conversation.my_read_position : Number.MAX_SAFE_INTEGER;
    this.state.changed();
    this.sync.openThread(conversationId);
  }

  /** Back to the list, by way of what has to be told about conversations that ended. */
  closeConversation() {
    if (this.state.openId !== null) this.state.openId = null;
    else if (this.state.closed.length > 0) this.state.closed.shift();
    else return;
    this.state.openings += 1;
    this.state.changed();
  }

  /** @param {string} conversationId @param {string} text */
  writeDraft(conversationId, text) {
    this.state.drafts.set(conversationId, text);
    this.state.changed();
    if (text.trim() !== "") this.#sayTyping(conversationId);
  }

  /** Sends the draft of a conversation. @param {string} conversationId */
  sendDraft(conversationId) {
    const text = sendableText(this.state.drafts.get(conversationId) ?? "");
    if (text === "") return;
    this.state.drafts.delete(conversationId);
    this.#typingSaidAt = 0;
    this.outbox.add(conversationId, text);
  }

  /** Brings a refused message back under the pen. @param {string} conversationId @param {string} messageId */
  editRefused(conversationId, messageId) {
    const refused = this.outbox.discard(conversationId, messageId);
    const draft = this.state.drafts.get(conversationId) ?? "";
    this.state.drafts.set(conversationId, draft.trim() === "" ? refused : `${refused}\n\n${draft}`);
    this.state.changed();
  }

  async #loadPractice() {
    try {
      this.state.practice = (await this.session.ask("GET", "/v1/me")).practice;
      this.state.changed();
    } catch {
      // Only the practice's name is missing; the next start asks again.
    }
  }

  #onLive() {
    this.#setConnection("live");
    this.sync.wake();
    this.outbox.hurry();
  }

  /** @param {"live" | "lost"} connection */
  #setConnection(connection) {
    this.state.connection = connection;
    this.state.typingUntil.clear();
    this.state.changed();
  }

  /** @param {string} name @param {any} payload */
  #onEvent(name, payload) {
    if (name === "changed") this.sync.wake();
    if (name === "presence") this.#onPresence(payload);
    if (name === "typing") this.#onTyping(payload);
    if (name === "signed_out") this.session.end();
  }

  /** @param {{user_id: string, state: "online" | "offline", last_seen_at: string | null}} presence */
  #onPresence({ user_id, state, last_seen_at }) {
    for (const [id, conversation] of this.state.conversations) {
      if (conversation.clinician.user_id !== user_id) continue;
      this.state.conversations.set(id, { ...conversation, presence: { state, last_seen_at } });
      if (state === "offline") this.state.typingUntil.delete(id);
    }
    this.state.changed();
  }

  /** @param {{conversation_id: string, user_id: string}} typing */
  #onTyping({ conversation_id, user_id }) {
    if (user_id === this.state.me?.user_id) return;
    this.state.typingUntil.set(conversation_id, Date.now() + TYPING_MILLIS);
    this.state.changed();
    setTimeout(() => this.#lapseTyping(conversation_id), TYPING_MILLIS + 50);
  }

  /** @param {string} conversationId */
  #lapseTyping(conversationId) {
    if ((this.state.typingUntil.get(conversationId) ?? 0) > Date.now()) return;
    if (this.state.typingUntil.delete(conversationId)) this.state.changed();
  }

  /** @param {string} conversationId */
  #sayTyping(conversationId) {
    if (Date.now() - this.#typingSaidAt < TYPING_EVERY_MILLIS || this.state.connection !== "live") return;
    this.#typingSaidAt = Date.now();
    // Nobody waits for this: a lost "is writing" is not worth a word.
    this.session.ask("POST", `/v1/conversations/${conversationId}/typing`).catch(() => null);
  }
}
