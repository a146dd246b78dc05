// @ts-check
/**
 * Staying current: a fresh snapshot first, then every change after it, in order. Whoever calls
 * {@link Sync.wake} only says "something may have changed"; the feed alone says what.
 */
import { Refused } from "./api.js";
import { addToThread, applyChange, replaceConversations } from "./changes.js";

const PAGE = 50;
/** A list longer than this is not a patient's; it is a server that never ends its pages. */
const LIST_PAGES = 100;

export class Sync {
  /** @type {string | null} */
  #cursor = null;
  /** @type {Promise<void> | null} */
  #running = null;
  #again = false;

  /**
   * @param {import("./session.js").Session} session
   * @param {import("./state.js").State} state
   * @param {() => void} onCurrent called after each time the page has caught up
   */
  constructor(session, state, onCurrent) {
    this.session = session;
    this.state = state;
    this.onCurrent = onCurrent;
  }

  /**
   * Catches up. Calls while one is under way are answered by one more round after it. Never throws: what
   * fails is tried again at the next wake-up.
   *
   * @returns {Promise<void>}
   */
  wake() {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run() {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#catchUp();
        this.state.loading = "ready";
      } catch {
        if (this.state.loading === "loading") this.state.loading = "failed";
        this.state.changed();
        return;
      }
      this.state.changed();
      this.onCurrent();
      this.#retryOpenThread();
    }
  }

  async #catchUp() {
    if (this.#cursor === null) return this.#takeSnapshot();
    try {
      await this.#takeChanges();
    } catch (error) {
      if (!(error instanceof Refused && error.status === 410)) throw error;
      await this.#takeSnapshot();
    }
  }

  async #takeChanges() {
    for (let more = true; more; ) {
      const after = encodeURIComponent(this.#cursor ?? "");
      const page = await this.session.ask("GET", `/v1/changes?after=${after}`);
      for (const change of page.changes) applyChange(this.state, change);
      more = page.more && page.cursor !== this.#cursor;
      this.#cursor = page.cursor;
    }
  }

  async #takeSnapshot() {
    const conversations = [];
    let cursor = null;
    let notice = null;
    let path = "/v1/conversations";
    for (let pages = 0; pages < LIST_PAGES; pages += 1) {
      const page = await this.session.ask("GET", path);
      conversations.push(...page.conversations);
      cursor ??= page.cursor;
      notice ??= page.notice;
      if (page.next === null) break;
      path = `/v1/conversations?after=${encodeURIComponent(page.next)}`;
    }
    replaceConversations(this.state, conversations);
    this.state.notice = notice ?? this.state.notice;
    this.#cursor = cursor;
    const open = this.state.openId;
    // Loaded threads may have a gap now; all but the open one are loaded again when they are opened.
    for (const id of [...this.state.threads.keys()]) if (id !== open) this.state.threads.delete(id);
    if (open) await this.loadNewest(open);
  }

  /**
   * Loads the newest page of a conversation, unless it is loaded.
   *
   * @param {string} conversationId
   */
  async openThread(conversationId) {
    const loaded = this.state.threads.get(conversationId);
    if (loaded && loaded.loading !== "failed") return;
    this.state.threads.set(conversationId, { messages: [], reachedStart: false, loading: "idle" });
    await this.#load(conversationId, null);
  }

  /** The service answers again: what could not be loaded of the open conversation is asked for anew. */
  #retryOpenThread() {
    const open = this.state.openId;
    if (open && this.state.threads.get(open)?.loading === "failed") this.loadNewest(open);
  }

  /** @param {string} conversationId */
  async loadNewest(conversationId) {
    await this.#load(conversationId, null);
  }

  /** @param {string} conversationId the page before what is loaded */
  async loadOlder(conversationId) {
    const thread = this.state.threads.get(conversationId);
    if (!thread || thread.reachedStart || thread.loading === "loading") return;
    await this.#load(conversationId, thread.messages[0]?.position ?? null);
  }

  /**
   * @param {string} conversationId
   * @param {number | null} before `null` for the newest page
   */
  async #load(conversationId, before) {
    this.#setLoading(conversationId, "loading");
    const query = before === null ? `limit=${PAGE}` : `limit=${PAGE}&before=${before}`;
    try {
      const page = await this.session.ask("GET", `/v1/conversations/${conversationId}/messages?${query}`);
      addToThread(this.state, conversationId, page.messages);
      this.#setLoading(conversationId, "idle", !page.more);
    } catch {
      this.#setLoading(conversationId, "failed");
    }
  }

  /**
   * @param {string} conversationId
   * @param {"idle" | "loading" | "failed"} loading
   * @param {boolean} [isStart] whether nothing is older than what was loaded
   */
  #setLoading(conversationId, loading, isStart = false) {
    const thread = this.state.threads.get(conversationId);
    if (!thread) return;
    this.state.threads.set(conversationId, {
      ...thread,
      loading,
      reachedStart: thread.reachedStart || isStart,
    });
    this.state.changed();
  }
}
