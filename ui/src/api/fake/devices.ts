/** The computers on which the made-up clinician is signed in. */

import type { DeviceView } from "../generated";

const HOUR = 3_600_000;

/** This computer and two others, the one used last first. */
export function fakeDevices(now: Date): DeviceView[] {
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR).toISOString();
  const device = (number: number, name: string, signedIn: number, seen: number): DeviceView => ({
    session_id: `01900008-0000-7000-8000-00000000000${number}`,
    device_name: name,
    signed_in_at: ago(signedIn),
    last_seen_at: ago(seen),
    current: number === 1,
  });
  return [
    device(1, "consulting-room-2", 5, 0),
    device(2, "reception <desk>", 9, 1),
    device(3, "keller-notebook", 31, 26),
  ];
}
