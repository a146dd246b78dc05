/** How the made-up practice stands when the page is loaded, by the `scenario` in its address. */

import { NOTABLE, ordinaryPerson } from "./names";
import { ACCOUNT, FakePractice, SIGN_IN } from "./practice";

const HOUR = 3_600_000;

/** Fills a practice with `count` patients, the notable ones first. */
export function fillPractice(practice: FakePractice, count: number, now = new Date()): void {
  for (const person of NOTABLE) practice.activate(person);
  for (let index = NOTABLE.length; index < count; index += 1) practice.activate(ordinaryPerson(index));
  let number = 0;
  for (const conversation of practice.conversations.values()) {
    number += 1;
    if (number % 7 === 0) continue;
    const exchanges = conversation.person.name === "José Núñez" ? 220 : 1 + (number % 4);
    conversation.addHistory(exchanges, now, Math.min(200, number % 90));
    if (number % 3 === 0) {
      conversation.presence = { state: "online", last_seen_at: now.toISOString() };
    } else {
      const lastSeen = new Date(now.getTime() - number * HOUR).toISOString();
      conversation.presence = { state: "offline", last_seen_at: lastSeen };
    }
  }
}

function fresh(practice: FakePractice, now: Date): void {
  const maria = practice.named("Maria Alvarez");
  const zoe = practice.named("Zoë Brandt-Søndergaard");
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  maria.add(true, "Is Tuesday at 9:00 still good for you?", ago(64));
  maria.add(false, "Yes, Tuesday works. Should I come fasting?", ago(12));
  maria.add(false, "And is parking behind the house allowed?", ago(11));
  zoe.add(false, "Thank you for the recipe, it helped.", ago(95));
  zoe.readPosition = zoe.messages.length;
}

/** `signed-out`, `first-run`, `empty`, `large`, `offline`, `key-locked`, `key-missing`, `key-denied`, `memory-only`, `recovery`, `already-running`, `syncing`; else a practice in good order. */
export function scenario(name: string | null): FakePractice {
  const practice = new FakePractice();
  const now = new Date();
  if (name !== "empty" && name !== "first-run") {
    fillPractice(practice, name === "large" ? 10_000 : 42, now);
    fresh(practice, now);
  }
  switch (name) {
    case "signed-out":
      practice.app = {
        state: "signed_out",
        server_address: ACCOUNT.server_address,
        username: SIGN_IN.username,
        reason: null,
      };
      break;
    case "first-run":
      practice.app = { state: "signed_out", server_address: null, username: null, reason: null };
      break;
    case "key-locked":
      practice.app = { state: "key_unavailable", fault: "locked" };
      break;
    case "key-missing":
      practice.app = { state: "key_unavailable", fault: "missing" };
      break;
    case "key-denied":
      practice.app = { state: "key_unavailable", fault: "denied" };
      break;
    case "memory-only":
      practice.app = {
        state: "signed_in",
        account: ACCOUNT,
        storage: "memory_only",
        session_ended: false,
        recovery: null,
      };
      break;
    case "recovery":
      practice.app = {
        state: "signed_in",
        account: ACCOUNT,
        storage: "encrypted",
        session_ended: false,
        recovery: {
          cause: "file_damaged",
          recovered_texts: 3,
          unreadable_texts: 1,
          kept_as: "journal.damaged-2026-11-22.db",
        },
      };
      break;
    case "already-running":
      practice.app = { state: "starting" };
      practice.failNext("app_state", "already_running");
      break;
    case "offline":
      practice.goOffline();
      break;
    case "syncing":
      practice.progress = { complete_conversations: 12, total_conversations: 42 };
      break;
  }
  return practice;
}
