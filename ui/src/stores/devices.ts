/** The person's sign-ins on their computers. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { CommandError, DeviceView } from "../api/generated";
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
  read(): Promise<void> {
    return this.take(() => this.backend.devices());
  }

  /** Ends the sign-in on another computer. */
  signOut(sessionId: string): Promise<void> {
    return this.take(() => this.backend.signOutDevice(sessionId));
  }

  /** Forgets everything. */
  reset(): void {
    this.generation += 1;
    this.state.set(EMPTY);
  }

  private async take(ask: () => Promise<DeviceView[]>): Promise<void> {
    const { generation } = this;
    try {
      const devices = currentFirst(await ask());
      if (this.generation === generation) this.state.set({ devices, error: null });
    } catch (thrown) {
      if (this.generation !== generation) return;
      this.state.set({ ...this.state.get(), error: commandError(thrown) });
    }
  }
}
