/** The made-up clinician, and where the program can stand with them. */

import type { AppState, NotificationContent, Recovery, SignOutReason, StorageMode } from "../generated";

/** The account of the made-up clinician. */
export const ACCOUNT = {
  user_id: "01900009-0000-7000-8000-000000000001",
  username: "keller",
  display_name: "Dr. Ines Keller",
  practice_name: "Lindenhof Practice",
  time_zone: "Europe/Zurich",
  server_address: "https://messages.lindenhof.example",
  practice_allows: "name_and_text" as NotificationContent,
};

/** The words that sign in. */
export const SIGN_IN = { username: ACCOUNT.username, password: "linden-bridge-42" };

/** Signed in and in good order, but for what is given. */
export function signedIn(recovery: Recovery | null = null, storage: StorageMode = "encrypted"): AppState {
  return { state: "signed_in", account: ACCOUNT, storage, session_ended: false, recovery };
}

/** Signed out, with the address and the name remembered. */
export function signedOut(reason: SignOutReason | null): AppState {
  return {
    state: "signed_out",
    server_address: ACCOUNT.server_address,
    username: SIGN_IN.username,
    reason,
  };
}

/** Locked, with so many unread messages and wrong passwords left. */
export function locked(unread: number | null, attemptsLeft = 10): AppState {
  return { state: "locked", username: SIGN_IN.username, unread, attempts_left: attemptsLeft };
}
