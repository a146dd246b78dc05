/** Messages that did not go out: how many, and which. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, NotSentMessage } from "../api/generated";
import { coalesce } from "./coalesce";
import { createStore, type Store } from "./store";

/** What the *Not sent* screen shows. */
export interface NotSentState {
  count: number;
  messages: NotSentMessage[];
  error: CommandError | null;
}

/** Trying again and discarding. */
export class NotSent {
  readonly state: Store<NotSentState> = createStore<NotSentState>({ count: 0, messages: [], error: null });

  constructor(private readonly backend: Backend) {}

  /** Reads the list again. */
  readonly refresh = coalesce(async () => {
    try {
      const messages = await this.backend.notSent();
      this.state.set({ count: messages.length, messages, error: null });
    } catch (thrown) {
      this.state.set({ ...this.state.get(), error: commandError(thrown) });
    }
  });

  async retry(messageId: string): Promise<void> {
    await this.run(() => this.backend.retryMessage(messageId));
  }

  async discard(messageId: string): Promise<void> {
    await this.run(() => this.backend.discardMessage(messageId));
  }

  /** Forgets everything. */
  reset(): void {
    this.state.set({ count: 0, messages: [], error: null });
  }

  private async run(command: () => Promise<void>): Promise<void> {
    try {
      await command();
      await this.refresh();
    } catch (thrown) {
      this.state.set({ ...this.state.get(), error: commandError(thrown) });
    }
  }
}
