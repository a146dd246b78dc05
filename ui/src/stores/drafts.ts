/**
 * What is typed and not yet sent, per conversation. A draft is saved a moment after the last key, and at once
 * when the chat is left; until the backend has it, this is the only place where it is, so it is never dropped.
 */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, MessageView } from "../api/generated";
import { createStore, type Store } from "./store";

/** Pause after the last key before a draft is saved, in milliseconds. */
const SAVE_AFTER = 300;

/** The composer's content in one conversation. */
export interface Draft {
  text: string;
  /** Why the last sending or saving failed, or null. */
  error: CommandError | null;
}

interface Entry {
  store: Store<Draft>;
  saved: string;
  timer: ReturnType<typeof setTimeout> | null;
  /** Calls go out one after another: a late save must not bring back the draft of a sent message. */
  queue: Promise<unknown>;
}

/** All drafts of this run. */
export class Drafts {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly backend: Backend) {}

  /** The draft of a conversation, to watch. */
  of(conversationId: string): Store<Draft> {
    return this.entry(conversationId).store;
  }

  /** Takes over what the backend keeps, unless something newer was typed here. */
  load(conversationId: string, kept: string): void {
    const entry = this.entry(conversationId);
    if (entry.store.get().text !== entry.saved) return;
    entry.saved = kept;
    if (entry.store.get().text !== kept) entry.store.set({ text: kept, error: null });
  }

  /** The person typed. */
  change(conversationId: string, text: string): void {
    const entry = this.entry(conversationId);
    entry.store.set({ text, error: null });
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = setTimeout(() => void this.flush(conversationId), SAVE_AFTER);
  }

  /** Saves now what is not yet saved. */
  flush(conversationId: string): Promise<void> {
    const entry = this.entry(conversationId);
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = null;
    return this.enqueue(entry, async () => {
      const { text } = entry.store.get();
      if (text === entry.saved) return;
      try {
        await this.backend.saveDraft(conversationId, text);
        entry.saved = text;
      } catch (thrown) {
        entry.store.set({ ...entry.store.get(), error: commandError(thrown) });
      }
    });
  }

  /** Saves every draft now. */
  async flushAll(): Promise<void> {
    await Promise.all([...this.entries.keys()].map((conversationId) => this.flush(conversationId)));
  }

  /**
   * Hands the text over for sending and empties the composer. If that fails, the text comes back, before
   * whatever was typed since.
   */
  send(conversationId: string): Promise<MessageView | null> {
    const entry = this.entry(conversationId);
    const { text } = entry.store.get();
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = null;
    entry.store.set({ text: "", error: null });
    return this.enqueue(entry, async () => {
      try {
        const message = await this.backend.sendMessage(conversationId, text);
        entry.saved = "";
        return message;
      } catch (thrown) {
        const since = entry.store.get().text;
        const restored = since === "" ? text : `${text}\n${since}`;
        entry.store.set({ text: restored, error: commandError(thrown) });
        return null;
      }
    });
  }

  /** What the backend does not have: shown when a conversation is taken away. */
  unsaved(conversationId: string): string {
    const entry = this.entries.get(conversationId);
    if (!entry) return "";
    const { text } = entry.store.get();
    return text === entry.saved ? "" : text;
  }

  /** Drops the draft of a conversation that is gone. */
  forget(conversationId: string): void {
    const entry = this.entries.get(conversationId);
    if (entry?.timer) clearTimeout(entry.timer);
    this.entries.delete(conversationId);
  }

  /** Drops everything, for another account. */
  reset(): void {
    for (const conversationId of [...this.entries.keys()]) this.forget(conversationId);
  }

  private entry(conversationId: string): Entry {
    const known = this.entries.get(conversationId);
    if (known) return known;
    const made: Entry = {
      store: createStore<Draft>({ text: "", error: null }),
      saved: "",
      timer: null,
      queue: Promise.resolve(),
    };
    this.entries.set(conversationId, made);
    return made;
  }

  private enqueue<T>(entry: Entry, call: () => Promise<T>): Promise<T> {
    const result = entry.queue.then(call);
    entry.queue = result;
    return result;
  }
}
