/** The question that is asked when the window is closed for the first time. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, WhenClosed } from "../api/generated";
import { createStore, type Store } from "./store";

/** Whether the question is on the screen, and what went wrong with the answer. */
export class Closing {
  readonly asked: Store<boolean> = createStore(false);
  /** Why the answer could not be kept, or null. */
  readonly failure: Store<CommandError | null> = createStore<CommandError | null>(null);

  constructor(private readonly backend: Backend) {}

  /** The window was closed and waits for the answer. */
  ask(): void {
    this.failure.set(null);
    this.asked.set(true);
  }

  /** The person answered; null puts the question away. An answer that cannot be kept leaves it there. */
  async answer(whenClosed: WhenClosed | null): Promise<void> {
    try {
      await this.backend.answerClose(whenClosed);
      this.forget();
    } catch (thrown) {
      this.failure.set(commandError(thrown));
    }
  }

  /** Nobody is there to answer any more. */
  forget(): void {
    this.asked.set(false);
    this.failure.set(null);
  }
}
