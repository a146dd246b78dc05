/** The hour of quiet, a test, and why there were or were not notifications. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, NotificationNote, NotificationTest } from "../api/generated";
import { createStore, type Store } from "./store";

/** What the settings show of the past. */
export interface NotificationLog {
  /** Newest first; null until somebody asked for them. */
  notes: NotificationNote[] | null;
  error: CommandError | null;
}

const EMPTY: NotificationLog = { notes: null, error: null };

/** A test notification. */
export interface NotificationTrial {
  /** What becomes of it is still waited for. */
  pending: boolean;
  /** Null until that is known. */
  result: NotificationTest | null;
  error: CommandError | null;
}

const UNTRIED: NotificationTrial = { pending: false, result: null, error: null };

/** Quiet, the test, and the log. */
export class Notifications {
  /** When the hour of quiet ends; null when there is none. */
  readonly quietUntil: Store<string | null> = createStore<string | null>(null);
  readonly trial: Store<NotificationTrial> = createStore<NotificationTrial>(UNTRIED);
  readonly log: Store<NotificationLog> = createStore<NotificationLog>(EMPTY);
  /** Grows whenever an earlier test is not looked at any more. */
  private trials = 0;
  /** Grows with every reset: what was asked for before it belongs to another account. */
  private generation = 0;

  constructor(private readonly backend: Backend) {}

  /** Begins an hour of quiet, or ends it. */
  async setQuiet(quiet: boolean): Promise<void> {
    this.quietUntil.set(await (quiet ? this.backend.quietForAnHour() : this.backend.endQuiet()));
  }

  /** Reads whether there is an hour of quiet. */
  async readQuiet(): Promise<void> {
    this.quietUntil.set(await this.backend.quietUntil());
  }

  /** Shows a notification that stands for no message, and waits for what becomes of it. */
  async sendTest(): Promise<void> {
    this.trials += 1;
    const { trials } = this;
    this.trial.set({ ...UNTRIED, pending: true });
    const found = await this.backend.testNotification().then(
      (result) => ({ ...UNTRIED, result }),
      (thrown: unknown) => ({ ...UNTRIED, error: commandError(thrown) }),
    );
    if (this.trials === trials) this.trial.set(found);
  }

  /** What came of a test is true only for a while. */
  forgetTest(): void {
    this.trials += 1;
    this.trial.set(UNTRIED);
  }

  /** Reads the log again. */
  async readLog(): Promise<void> {
    const { generation } = this;
    try {
      const notes = await this.backend.notificationLog();
      if (this.generation === generation) this.log.set({ notes, error: null });
    } catch (thrown) {
      if (this.generation === generation) this.log.set({ ...this.log.get(), error: commandError(thrown) });
    }
  }

  /** Forgets what it says of a conversation. */
  forget(conversationId: string): void {
    const { notes, error } = this.log.get();
    const kept = notes?.filter((note) => note.conversation_id !== conversationId) ?? null;
    this.log.set({ notes: kept, error });
  }

  /** Forgets the log, which names patients, and the test. */
  reset(): void {
    this.generation += 1;
    this.forgetTest();
    this.log.set(EMPTY);
  }
}
