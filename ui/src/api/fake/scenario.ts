/** How the made-up practice stands when the page is loaded, by the `scenario` in its address. */

import type { CommandErrorCode, KeyFault, Recovery, RecoveryCause, SignOutReason } from "../generated";
import { locked, signedIn, signedOut } from "./account";
import type { FakeNetwork } from "./diagnosis";
import { NOTABLE, ordinaryPerson } from "./names";
import { FakePractice } from "./practice";

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

const RECOVERY: Record<RecoveryCause, Recovery> = {
  key_lost: { cause: "key_lost", recovered_texts: 4, unreadable_texts: 0, kept_as: null },
  file_damaged: {
    cause: "file_damaged",
    recovered_texts: 3,
    unreadable_texts: 1,
    kept_as: "journal.damaged-2026-11-22.db",
  },
  file_emptied: { cause: "file_emptied", recovered_texts: 0, unreadable_texts: null, kept_as: null },
  file_missing: { cause: "file_missing", recovered_texts: 0, unreadable_texts: null, kept_as: null },
  older_copy: { cause: "older_copy", recovered_texts: 2, unreadable_texts: 0, kept_as: null },
};

/** A message that waited in an older copy, and one to a patient who is no longer the clinician's. */
function leaveUnsent(practice: FakePractice, now: Date): void {
  const waiting = practice.named("Maria Alvarez");
  const message = waiting.compose("Tuesday at 9:00 is free.", now);
  message.status = { state: "not_sent", reason: "older_copy", can_retry: true };
  waiting.waiting.push(message);
  practice.named("José Núñez").draft = "Please bring the sleep diary along.";
  practice.leaveCareTeam("José Núñez");
}

/** How each scenario differs from a practice in good order; `kind:detail` names one of several. */
const SCENARIOS: Record<string, (practice: FakePractice, detail: string, now: Date) => void> = {
  "signed-out": (practice, reason) => {
    practice.app = signedOut((reason || null) as SignOutReason | null);
  },
  "first-run": (practice) => {
    practice.app = { state: "signed_out", server_address: null, username: null, reason: null };
  },
  key: (practice, fault) => {
    practice.app = { state: "key_unavailable", fault: fault as KeyFault };
  },
  locked: (practice, attempts) => {
    practice.app = locked(3, Number(attempts || 10));
  },
  "memory-only": (practice) => {
    practice.app = signedIn(null, "memory_only");
  },
  recovery: (practice, cause) => {
    practice.app = signedIn(RECOVERY[(cause || "file_damaged") as RecoveryCause]);
  },
  start: (practice, fault) => {
    practice.app = { state: "starting" };
    practice.failNext("app_state", fault as CommandErrorCode);
  },
  offline: (practice) => practice.goOffline(),
  syncing: (practice) => {
    practice.progress = { complete_conversations: 12, total_conversations: 42 };
  },
  network: (practice, detail) => {
    practice.network = detail as FakeNetwork;
  },
  unsent: (practice, _detail, now) => leaveUnsent(practice, now),
};

/** The practice of a scenario: one of `SCENARIOS`, `empty`, `large`, or for any other name one in good order. */
export function scenario(name: string | null): FakePractice {
  const practice = new FakePractice();
  const now = new Date();
  const [kind = "", detail = ""] = (name ?? "").split(":");
  if (kind !== "empty" && kind !== "first-run") {
    fillPractice(practice, kind === "large" ? 10_000 : 42, now);
    fresh(practice, now);
  }
  SCENARIOS[kind]?.(practice, detail, now);
  return practice;
}
