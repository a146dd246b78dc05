/** The person's sign-ins on their computers. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, DeviceView } from "../api/generated";
import type { Failure } from "../domain/errors";
import { createStore, type Store } from "./store";

/** What the settings show. */
export interface DevicesState {
  /** This computer first; null until they were read. */
  devices: DeviceView[] | null;
  error: CommandError | null;
}

const EMPTY: DevicesState = { devices: null, error: null };

function currentFirst(devices: DeviceView[]): DeviceView[] {
  return [...devices].sort((a, b) => Number(b.current) - Number(a.current));
}

/** Reading the list, and ending sign-ins elsewhere. */
export class Devices {
  readonly state: Store<DevicesState> = createStore<DevicesState>(EMPTY);
  /** Grows with every reset: what was asked for before it belongs to another account. */
  private generation = 0;

  constructor(private readonly backend: Backend) {}

  /** Reads the list again. */
  async read(): Promise<void> {
    const { generation } = this;
    const error = await this.take(() => this.backend.devices());
    if (error !== null && this.generation === generation) this.state.set({ ...this.state.get(), error });
  }

  /** Ends the sign-in on another computer. Gives back what went wrong, or null. */
  async signOut(sessionId: string): Promise<Failure | null> {
    const error = await this.take(() => this.backend.signOutDevice(sessionId));
    return error && { operation: "devices", error };
  }

  /** Forgets everything. */
  reset(): void {
    this.generation += 1;
    this.state.set(EMPTY);
  }

  private async take(ask: () => Promise<DeviceView[]>): Promise<CommandError | null> {
    const { generation } = this;
    try {
      const devices = currentFirst(await ask());
      if (this.generation === generation) this.state.set({ devices, error: null });
      return null;
    } catch (thrown) {
      return commandError(thrown);
    }
  }
}
