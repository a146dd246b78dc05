/** Presence in words; its colour is never the only sign. */

import type { PresenceView } from "../api/generated";
import { momentInSentence } from "./dates";

/** `Online now`, `Offline, last seen 14:02`, or that it cannot be known. */
export function presenceWords(presence: PresenceView, now: Date): string {
  if (presence.state === "online") return "Online now";
  if (presence.state === "unknown") return "Presence unknown while you are offline";
  if (presence.last_seen_at === null) return "Offline";
  return `Offline, last seen ${momentInSentence(presence.last_seen_at, now)}`;
}
