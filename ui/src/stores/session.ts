/** Where the program stands: signed in or not, and how the line to the service is. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { AppState, CommandError, Connection, SignInForm, SyncProgress } from "../api/generated";
import { createStore, type Store } from "./store";

/** Signing in and out; everything here mirrors what the backend last said. */
export class Session {
  readonly app: Store<AppState> = createStore<AppState>({ state: "starting" });
  readonly connection: Store<Connection> = createStore<Connection>({
    state: "connecting",
    up_to_date_as_of: null,
    problem: null,
  });
  readonly progress: Store<SyncProgress> = createStore<SyncProgress>({
    complete_conversations: 0,
    total_conversations: 0,
  });
  /** Why the program could not even begin, or null. */
  readonly failure: Store<CommandError | null> = createStore<CommandError | null>(null);

  /** How often each was said without being asked: an answer asked for before that is older. */
  private readonly told = { app: 0, connection: 0, progress: 0 };

  constructor(private readonly backend: Backend) {}

  /** Begins, or tries again to begin. */
  async begin(): Promise<void> {
    try {
      await this.read();
      this.failure.set(null);
    } catch (thrown) {
      this.failure.set(commandError(thrown));
    }
  }

  /** Reads everything anew. */
  async read(): Promise<void> {
    const before = { ...this.told };
    const app = await this.backend.appState();
    if (this.told.app === before.app) this.setApp(app);
    if (this.app.get().state !== "signed_in") return;
    const [connection, progress] = await Promise.all([
      this.backend.connection(),
      this.backend.syncProgress(),
    ]);
    if (this.told.connection === before.connection) this.connection.set(connection);
    if (this.told.progress === before.progress) this.progress.set(progress);
  }

  /** Takes over where an event says the program stands. */
  takeApp(app: AppState): void {
    this.told.app += 1;
    this.setApp(app);
  }

  /** Takes over how an event says the line stands. */
  takeConnection(connection: Connection): void {
    this.told.connection += 1;
    this.connection.set(connection);
  }

  /** Takes over how much of the history an event says is here. */
  takeProgress(progress: SyncProgress): void {
    this.told.progress += 1;
    this.progress.set(progress);
  }

  /** Gives back what went wrong, or null. */
  async signIn(form: SignInForm): Promise<CommandError | null> {
    return this.change(() => this.backend.signIn(form));
  }

  /** Ends the session. Gives back what went wrong, or null. */
  async signOut(): Promise<CommandError | null> {
    return this.change(() => this.backend.signOut());
  }

  /** Asks the keyring again. Gives back what went wrong, or null. */
  async retryKey(): Promise<CommandError | null> {
    return this.change(() => this.backend.retryKey());
  }

  /** Locks the program. Gives back what went wrong, or null. */
  async lock(): Promise<CommandError | null> {
    return this.change(() => this.backend.lock());
  }

  /** Gives back what went wrong, or null. */
  async unlock(password: string): Promise<CommandError | null> {
    return this.change(() => this.backend.unlock(password));
  }

  /** Deletes everything from this computer. Gives back what went wrong, or null. */
  async removeThisDevice(): Promise<CommandError | null> {
    return this.change(() => this.backend.removeThisDevice());
  }

  /** Tries the service now. */
  async wake(): Promise<void> {
    await this.backend.wake();
  }

  private setApp(app: AppState): void {
    if (JSON.stringify(app) !== JSON.stringify(this.app.get())) this.app.set(app);
  }

  private async change(command: () => Promise<AppState>): Promise<CommandError | null> {
    try {
      this.setApp(await command());
      await this.read();
      return null;
    } catch (thrown) {
      return commandError(thrown);
    }
  }
}
