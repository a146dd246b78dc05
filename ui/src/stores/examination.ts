/** The network doctor at work. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { Check, CommandError, Diagnosis, ProxyView } from "../api/generated";
import { createStore, type Store } from "./store";

/** How far it is. */
export interface ExaminationState {
  running: boolean;
  /** What was found so far, in the order in which it came. */
  checks: Check[];
  /** All of it, once it is done. */
  diagnosis: Diagnosis | null;
  error: CommandError | null;
}

const BEFORE: ExaminationState = { running: false, checks: [], diagnosis: null, error: null };

/** Looking at the way to the server: the one that is signed in to, or else the one at a typed address. */
export class Examination {
  readonly state: Store<ExaminationState> = createStore<ExaminationState>(BEFORE);
  /** Grows with every run: what an earlier one still answers is let go. */
  private generation = 0;

  constructor(private readonly backend: Backend) {}

  /** Begins anew. */
  async run(serverAddress: string | null): Promise<void> {
    this.generation += 1;
    const { generation } = this;
    this.state.set({ ...BEFORE, running: true });
    try {
      const diagnosis = await this.backend.diagnose(serverAddress);
      if (this.generation !== generation) return;
      const checks = diagnosis?.checks ?? this.state.get().checks;
      this.state.set({ ...BEFORE, checks, diagnosis });
    } catch (thrown) {
      if (this.generation === generation) this.state.set({ ...BEFORE, error: commandError(thrown) });
    }
  }

  /** A check has ended. */
  take(check: Check): void {
    const state = this.state.get();
    if (!state.running) return;
    const others = state.checks.filter((other) => other.name !== check.name);
    this.state.set({ ...state, checks: [...others, check] });
  }

  /** Ends what is under way; nobody looks at it any more. */
  stop(): void {
    this.generation += 1;
    if (this.state.get().running) void this.backend.stopDiagnosis().catch(() => {});
    this.state.set(BEFORE);
  }

  /** The proxy on the way; null when there is none or it cannot be said. */
  proxy(serverAddress: string | null): Promise<ProxyView | null> {
    return this.backend.proxy(serverAddress).catch(() => null);
  }

  /** Signs in at the proxy. Gives back what went wrong, or null. */
  async signInAtProxy(
    serverAddress: string | null,
    userName: string,
    password: string,
  ): Promise<CommandError | null> {
    try {
      await this.backend.setProxyCredentials(serverAddress, userName, password);
      return null;
    } catch (thrown) {
      return commandError(thrown);
    }
  }
}
