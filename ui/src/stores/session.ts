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
    const app = await this.backend.appState();
    this.setApp(app);
    if (app.state !== "signed_in") return;
    const [connection, progress] = await Promise.all([
      this.backend.connection(),
      this.backend.syncProgress(),
    ]);
    this.connection.set(connection);
    this.progress.set(progress);
  }

  /** Takes over what an event or a command said. */
  setApp(app: AppState): void {
    if (JSON.stringify(app) !== JSON.stringify(this.app.get())) this.app.set(app);
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

  /** Tries the service now. */
  async wake(): Promise<void> {
    await this.backend.wake();
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
