/** The line to the service in words. */

import type { Connection, ConnectionProblem, SignOutReason, SyncProgress } from "../api/generated";
import { momentInSentence } from "./dates";

const PROBLEM: Record<ConnectionProblem, string> = {
  server_unreachable: "The server does not answer.",
  not_our_server: "Something else answers at the server's address; the network may ask you to sign in.",
  bad_certificate: "The server's certificate is not trusted; your practice's IT department can check it.",
  server_unavailable: "The server cannot serve at the moment.",
  update_needed: "Ask your practice's IT department for the current version.",
  disk_full: "This computer's disk is full; make room so that new messages can be kept.",
};

/** What the banner says. */
export interface ConnectionWords {
  title: string;
  text: string;
  /** What is in the way, if that is known. */
  problem: string | null;
}

/** The words for the banner; null while all is well. */
export function connectionWords(connection: Connection, now: Date): ConnectionWords | null {
  const problem = connection.problem === null ? null : PROBLEM[connection.problem];
  if (connection.state === "online") {
    return problem === null ? null : { title: "Attention.", text: "", problem };
  }
  if (connection.state === "connecting") return null;
  const asOf =
    connection.up_to_date_as_of === null
      ? ""
      : ` Up to date as of ${momentInSentence(connection.up_to_date_as_of, now)}.`;
  if (connection.problem === "update_needed") {
    return {
      title: "Update needed.",
      text: `The server needs a newer version of this program. You can read and write; messages go out after the update.${asOf}`,
      problem,
    };
  }
  return {
    title: "Offline.",
    text: `You can read and write; messages go out when you are back.${asOf}`,
    problem,
  };
}

/** How much of the history is here, in words and as a share; null when it is complete. */
export function progressWords(progress: SyncProgress): { words: string; share: number } | null {
  const { complete_conversations: complete, total_conversations: total } = progress;
  if (total === 0 || complete >= total) return null;
  return {
    words: `Loading history: ${complete} of ${total} conversations`,
    share: complete / total,
  };
}

const SIGN_OUT: Record<SignOutReason, string | null> = {
  by_user: null,
  session_ended: "Your session has ended. Sign in again to go on. Everything you wrote is kept.",
  ended_elsewhere:
    "Your session was ended on another computer or by an administrator. The copy of the messages was removed from this computer. Drafts and unsent texts are kept, encrypted, and come back when you sign in.",
  key_lost:
    "The key to the copy on this computer is gone. The copy is filled again when you sign in. Drafts and unsent texts are kept; they are recovered then.",
  key_altered:
    "The key to the copy on this computer was changed, or belongs to another user. It was not used. The copy is filled again when you sign in. Drafts and unsent texts are kept; they are recovered then.",
  lease_expired:
    "This computer was without contact with the server for too long, so the copy of the messages is closed. Sign in to open it again. Drafts and unsent texts are kept.",
  too_many_attempts:
    "The password was wrong ten times. You were signed out, and the copy of the messages was removed from this computer. Drafts and unsent texts are kept, encrypted, and come back when you sign in.",
  cache_damaged:
    "The copy on this computer was damaged. It was set aside and is filled again when you sign in. Drafts and unsent texts are kept.",
};

/** Why a sign-in is asked for; null if that needs no saying. */
export function signOutWords(reason: SignOutReason | null): string | null {
  return reason === null ? null : SIGN_OUT[reason];
}
