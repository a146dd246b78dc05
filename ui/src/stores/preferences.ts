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
  lock_after_minutes: 15,
  language: "system",
  text_size_percent: 100,
  send_key: "enter",
  start_with_computer: false,
  when_closed: "ask",
  quiet_hours: null,
};

/** Settings and notice. */
export class Preferences {
  readonly settings: Store<Settings> = createStore<Settings>(DEFAULT_SETTINGS);
  readonly notice: Store<NoticeView | null> = createStore<NoticeView | null>(null);

  /** Grows with every reset: what was asked for before it belongs to another account. */
  private generation = 0;

  constructor(private readonly backend: Backend) {}

  /** Reads both again. */
  async read(): Promise<void> {
    await Promise.all([this.readSettings(), this.readNotice()]);
  }

  async readNotice(): Promise<void> {
    const { generation } = this;
    const notice = await this.backend.notice();
    if (this.generation === generation) this.notice.set(notice);
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

  /** Forgets everything of an account. How the window looks and speaks stays: this computer remembers it. */
  reset(): void {
    this.forgetNotice();
    void this.readSettings().catch(() => {});
  }

  /** Forgets the practice's words, but not how the window should look. */
  forgetNotice(): void {
    this.generation += 1;
    this.notice.set(null);
  }

  /** Also before anybody has signed in: then they are those of the last who was. */
  async readSettings(): Promise<void> {
    const { generation } = this;
    const settings = await this.backend.settings();
    if (this.generation === generation) this.settings.set(settings);
  }
}
