/** Presence in words; its colour is never the only sign. */

import type { PresenceView } from "../api/generated";
import type { Words } from "../words/words";
import { momentInSentence } from "./dates";

/** `Online now`, `Offline, last seen 14:02`, or that it cannot be known. */
export function presenceWords(view: PresenceView, now: Date, words: Words): string {
  const { presence } = words;
  if (view.state === "online") return presence.online;
  if (view.state === "unknown") return presence.unknown;
  if (view.last_seen_at === null) return presence.offline;
  return presence.lastSeen(momentInSentence(view.last_seen_at, now, words));
}
