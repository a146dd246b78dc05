/** What the person set for themselves, what of it IT has fixed, and the notice that patients see. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, NoticeView, Settings, SettingsView } from "../api/generated";
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

/** What IT has fixed of the settings. */
export type Administration = Omit<SettingsView, "settings">;

/** Nothing is fixed, until the backend has been asked. */
export const UNMANAGED: Administration = {
  managed: [],
  problems: [],
  server_address: null,
  most_lock_minutes: 30,
  most_notification_content: null,
  cache_days: null,
};

/** Settings and notice. */
export class Preferences {
  readonly settings: Store<Settings> = createStore<Settings>(DEFAULT_SETTINGS);
  readonly administration: Store<Administration> = createStore<Administration>(UNMANAGED);
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
      this.takeSettings(await this.backend.changeSettings({ ...this.settings.get(), ...change }));
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
    const view = await this.backend.settings();
    if (this.generation === generation) this.takeSettings(view);
  }

  private takeSettings({ settings, ...administration }: SettingsView): void {
    setIfOther(this.administration, administration);
    setIfOther(this.settings, settings);
  }
}

/** What was read again and is the same is nothing to draw anew for. */
function setIfOther<State>(store: Store<State>, next: State): void {
  if (JSON.stringify(next) !== JSON.stringify(store.get())) store.set(next);
}
