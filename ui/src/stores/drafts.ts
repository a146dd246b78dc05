/**
 * What is typed and not yet sent, per conversation. A draft is saved at short intervals while one types, and at
 * once when the chat is left; until the backend has it, this is the only place where it is, so it is never dropped.
 */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, MessageView } from "../api/generated";
import type { Failure } from "../domain/errors";
import { createStore, type Store } from "./store";

/** Longest time that something typed stays unsaved, in milliseconds. */
const SAVE_AFTER = 300;

/** The composer's content in one conversation. */
export interface Draft {
  text: string;
  /** Why the last sending or saving failed, or null. */
  failure: Failure | null;
}

/** Text that nobody but this window has. */
export interface LeftText {
  conversationId: string;
  text: string;
}

interface Entry {
  store: Store<Draft>;
  saved: string;
  timer: ReturnType<typeof setTimeout> | null;
  /** Calls go out one after another: a late save must not bring back the draft of a sent message. */
  queue: Promise<unknown>;
  /** Handed over for sending and not yet answered, oldest first. */
  sending: LeftText[];
  /** Grows with every change, save and sending: an answer that began before it knows an older draft. */
  version: number;
}

/** All drafts of this run. */
export class Drafts {
  /** What was not saved when its conversation was taken away; stays until it is dismissed. */
  readonly leftBehind: Store<LeftText[]> = createStore<LeftText[]>([]);
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly backend: Backend) {}

  /** The draft of a conversation, to watch. */
  of(conversationId: string): Store<Draft> {
    return this.entry(conversationId).store;
  }

  /** How far the draft has come; to be noted before asking the backend for what it keeps. */
  version(conversationId: string): number {
    return this.entry(conversationId).version;
  }

  /** Takes over what the backend kept at a version, unless something newer was typed, saved or sent here. */
  load(conversationId: string, kept: string, version: number): void {
    const entry = this.entry(conversationId);
    if (entry.version !== version || entry.store.get().text !== entry.saved) return;
    entry.saved = kept;
    if (entry.store.get().text !== kept) entry.store.set({ text: kept, failure: null });
  }

  /** The person typed. A timer that runs is left alone: typing without a pause must be saved, too. */
  change(conversationId: string, text: string): void {
    const entry = this.entry(conversationId);
    entry.version += 1;
    entry.store.set({ text, failure: null });
    this.schedule(conversationId, entry);
  }

  /** Saves now what is not yet saved. */
  flush(conversationId: string): Promise<void> {
    const entry = this.entries.get(conversationId);
    if (!entry) return Promise.resolve();
    stopTimer(entry);
    return enqueue(entry, async () => {
      const { text } = entry.store.get();
      if (text === entry.saved) return;
      try {
        await this.backend.saveDraft(conversationId, text);
        entry.saved = text;
        entry.version += 1;
        const draft = entry.store.get();
        if (draft.failure?.operation === "save_draft") entry.store.set({ ...draft, failure: null });
      } catch (thrown) {
        const failure: Failure = { operation: "save_draft", error: commandError(thrown) };
        entry.store.set({ ...entry.store.get(), failure });
      }
    });
  }

  /** Saves every draft now. */
  async flushAll(): Promise<void> {
    await Promise.all([...this.entries.keys()].map((conversationId) => this.flush(conversationId)));
  }

  /**
   * Hands the text over for sending and empties the composer. If that fails, the text comes back, before
   * whatever was typed since. Blank text is not sent: null.
   */
  send(conversationId: string): Promise<MessageView | null> {
    const entry = this.entry(conversationId);
    const { text } = entry.store.get();
    if (text.trim() === "") return Promise.resolve(null);
    const handed: LeftText = { conversationId, text };
    stopTimer(entry);
    entry.version += 1;
    entry.sending.push(handed);
    entry.store.set({ text: "", failure: null });
    return enqueue(entry, async () => {
      try {
        const message = await this.backend.sendMessage(conversationId, text);
        entry.saved = "";
        this.dismiss(handed);
        return message;
      } catch (thrown) {
        this.bringBack(entry, handed, commandError(thrown));
        return null;
      } finally {
        entry.version += 1;
        entry.sending = entry.sending.filter((other) => other !== handed);
      }
    });
  }

  /** What the backend does not have of a conversation: what is being sent, then what is being typed. */
  unsaved(conversationId: string): LeftText[] {
    const entry = this.entries.get(conversationId);
    if (!entry) return [];
    const { text } = entry.store.get();
    const typed = text === entry.saved || text === "" ? [] : [{ conversationId, text }];
    return [...entry.sending, ...typed];
  }

  /** Why text could not be saved, or null when the backend has everything. */
  unsavedBecause(): CommandError | null {
    for (const [conversationId, entry] of this.entries) {
      if (this.unsaved(conversationId).length === 0) continue;
      return entry.store.get().failure?.error ?? commandError(null);
    }
    return null;
  }

  /** How many texts the backend does not have. */
  unsavedCount(): number {
    return [...this.entries.keys()].reduce((count, id) => count + this.unsaved(id).length, 0);
  }

  /** Drops the draft of a conversation that is gone, except what only this window has. */
  forget(conversationId: string): void {
    const left = this.unsaved(conversationId);
    if (left.length > 0) this.leftBehind.set([...this.leftBehind.get(), ...left]);
    this.drop(conversationId);
  }

  /** The person has taken note of text that was left behind, or it reached the backend after all. */
  dismiss(text: LeftText): void {
    const left = this.leftBehind.get();
    if (left.includes(text)) this.leftBehind.set(left.filter((other) => other !== text));
  }

  /** Drops everything, for another account. */
  reset(): void {
    for (const conversationId of [...this.entries.keys()]) this.drop(conversationId);
    this.leftBehind.set([]);
  }

  private bringBack(entry: Entry, handed: LeftText, error: CommandError): void {
    const since = entry.store.get().text;
    const text = since === "" ? handed.text : `${handed.text}\n${since}`;
    entry.store.set({ text, failure: { operation: "send", error } });
    if (this.entries.get(handed.conversationId) === entry) this.schedule(handed.conversationId, entry);
  }

  private schedule(conversationId: string, entry: Entry): void {
    entry.timer ??= setTimeout(() => void this.flush(conversationId), SAVE_AFTER);
  }

  private drop(conversationId: string): void {
    const entry = this.entries.get(conversationId);
    if (entry) stopTimer(entry);
    this.entries.delete(conversationId);
  }

  private entry(conversationId: string): Entry {
    const known = this.entries.get(conversationId);
    if (known) return known;
    const made: Entry = {
      store: createStore<Draft>({ text: "", failure: null }),
      saved: "",
      timer: null,
      queue: Promise.resolve(),
      sending: [],
      version: 0,
    };
    this.entries.set(conversationId, made);
    return made;
  }
}

function stopTimer(entry: Entry): void {
  if (entry.timer !== null) clearTimeout(entry.timer);
  entry.timer = null;
}

function enqueue<T>(entry: Entry, call: () => Promise<T>): Promise<T> {
  const result = entry.queue.then(call);
  entry.queue = result;
  return result;
}
