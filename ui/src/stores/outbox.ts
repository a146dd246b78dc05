/** Messages that did not go out: how many, and which. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, NotSentMessage } from "../api/generated";
import { coalesce } from "./coalesce";
import { createStore, type Store } from "./store";

/** What the *Not sent* screen shows. */
export interface NotSentState {
  messages: NotSentMessage[];
  error: CommandError | null;
}

/** Trying again and discarding. */
export class NotSent {
  readonly state: Store<NotSentState> = createStore<NotSentState>({ messages: [], error: null });
  /** Told of each message that did not go out since the list was read for the first time. */
  onFailed: (entry: NotSentMessage) => void = () => {};
  /** The messages of the last reading; null before the first one, whose messages are no news. */
  private known: ReadonlySet<string> | null = null;
  /** Grows with every reset: what was asked for before it belongs to another account. */
  private generation = 0;

  constructor(private readonly backend: Backend) {}

  /** Reads the list again. */
  readonly refresh = coalesce(async () => {
    const { generation } = this;
    try {
      const messages = await this.backend.notSent();
      if (this.generation === generation) this.take(messages);
    } catch (thrown) {
      if (this.generation !== generation) return;
      this.state.set({ ...this.state.get(), error: commandError(thrown) });
    }
  });

  /** Somebody has these before their eyes. When it cannot be noted they stay, and are noted at the next look. */
  shown(messages: readonly NotSentMessage[]): void {
    if (messages.length === 0) return;
    void this.backend.notSentShown(messages.map((entry) => entry.message.message_id)).catch(() => {});
  }

  /** Gives back what went wrong, or null. */
  retry(messageId: string): Promise<CommandError | null> {
    return this.run(() => this.backend.retryMessage(messageId));
  }

  /** Gives back what went wrong, or null. */
  discard(messageId: string): Promise<CommandError | null> {
    return this.run(() => this.backend.discardMessage(messageId));
  }

  /** Forgets everything. */
  reset(): void {
    this.generation += 1;
    this.refresh.forget();
    this.known = null;
    this.state.set({ messages: [], error: null });
  }

  private take(messages: NotSentMessage[]): void {
    const { known } = this;
    this.known = new Set(messages.map((entry) => entry.message.message_id));
    this.state.set({ messages, error: null });
    if (known === null) return;
    for (const entry of messages) if (!known.has(entry.message.message_id)) this.onFailed(entry);
  }

  private async run(command: () => Promise<void>): Promise<CommandError | null> {
    try {
      await command();
      await this.refresh();
      return null;
    } catch (thrown) {
      return commandError(thrown);
    }
  }
}
