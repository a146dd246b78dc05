/** What the person set for themselves, and the notice that patients see. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, NoticeView, Settings } from "../api/generated";
import { createStore, type Store } from "./store";

/** What is set until the backend has been asked. */
export const DEFAULT_SETTINGS: Settings = {
  notifications: true,
  notification_content: "nothing",
  appearance: "system",
};

/** Settings and notice. */
export class Preferences {
  readonly settings: Store<Settings> = createStore<Settings>(DEFAULT_SETTINGS);
  readonly notice: Store<NoticeView | null> = createStore<NoticeView | null>(null);

  constructor(private readonly backend: Backend) {}

  /** Reads both again. */
  async read(): Promise<void> {
    await Promise.all([this.readSettings(), this.readNotice()]);
  }

  async readNotice(): Promise<void> {
    this.notice.set(await this.backend.notice());
  }

  /** Changes some settings. Gives back what went wrong, or null; then nothing has changed. */
  async change(change: Partial<Settings>): Promise<CommandError | null> {
    try {
      this.settings.set(await this.backend.changeSettings({ ...this.settings.get(), ...change }));
      return null;
    } catch (thrown) {
      return commandError(thrown);
    }
  }

  private async readSettings(): Promise<void> {
    this.settings.set(await this.backend.settings());
  }
}
