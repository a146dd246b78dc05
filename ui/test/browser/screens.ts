/** Every screen of the program in each of its states, and how to get there. */

import type { ProgramWindow } from "./window";

/** A state of a screen. */
export interface Screen {
  name: string;
  scenario?: string;
  size?: { width: number; height: number };
  reach: (program: ProgramWindow) => Promise<unknown>;
}

const SIZES = [
  { width: 480, height: 760 },
  { width: 1280, height: 800 },
  { width: 2560, height: 1400 },
];
const REASONS = ["ended_elsewhere", "key_altered", "lease_expired", "too_many_attempts"] as const;

/** All of them; some at a size at which they look different. */
export const SCREENS: Screen[] = [
  { name: "sign-in", scenario: "first-run", reach: (program) => program.part("sign-in").waitFor() },
  { name: "sign-in-failed", scenario: "signed-out", reach: failSignIn },
  { name: "session-ended", reach: endSession },
  {
    name: "key-locked",
    scenario: "key:locked",
    reach: (program) => program.part("key-unavailable").waitFor(),
  },
  {
    name: "key-missing",
    scenario: "key:missing",
    reach: (program) => program.part("key-unavailable").waitFor(),
  },
  {
    name: "start-failed",
    scenario: "start:already_running",
    reach: (program) => program.part("start-failed").waitFor(),
  },
  { name: "close-question", reach: askOnClosing },
  {
    name: "close-question-480",
    size: { width: 480, height: 760 },
    reach: askOnClosing,
  },
  {
    name: "link-not-in-list",
    reach: async (program) => {
      await program.practice("linkTo", "0199b1c2-7a40-7cc3-98c4-dc0c0c07398f");
      await program.part("not-in-list").waitFor();
    },
  },
  { name: "list", reach: (program) => program.part("conversation-row").first().waitFor() },
  {
    name: "list-480",
    size: { width: 480, height: 760 },
    reach: (program) => program.part("conversation-row").first().waitFor(),
  },
  { name: "empty-practice", scenario: "empty", reach: (program) => program.part("empty-practice").waitFor() },
  { name: "empty-search", reach: searchNobody },
  { name: "search", reach: searchWords },
  { name: "chat", reach: (program) => program.openChat("Maria Alvarez") },
  {
    name: "chat-480",
    size: { width: 480, height: 760 },
    reach: (program) => program.openChat("Maria Alvarez"),
  },
  { name: "chat-800", size: { width: 800, height: 600 }, reach: (program) => program.openChat("José Núñez") },
  {
    name: "chat-1920",
    size: { width: 1920, height: 1080 },
    reach: (program) => program.openChat("José Núñez"),
  },
  { name: "chat-long", reach: (program) => program.openChat("José Núñez") },
  { name: "chat-busy", reach: busyChat },
  { name: "chat-empty", reach: (program) => program.findChat("王小明") },
  { name: "chat-ended", reach: endConversation },
  { name: "offline", scenario: "offline", reach: (program) => program.openChat("José Núñez") },
  { name: "syncing", scenario: "syncing", reach: (program) => program.part("sync-progress").waitFor() },
  {
    name: "memory-only",
    scenario: "memory-only",
    reach: (program) => program.part("memory-banner").waitFor(),
  },
  { name: "recovery", scenario: "recovery", reach: (program) => program.part("recovery-banner").waitFor() },
  { name: "quiet", reach: beQuiet },
  { name: "not-sent", reach: showNotSent },
  { name: "discard", reach: askToDiscard },
  { name: "sign-out", reach: askToSignOut },
  { name: "lock-refused", reach: failLock },
  {
    name: "key-denied",
    scenario: "key:denied",
    reach: (program) => program.part("key-unavailable").waitFor(),
  },
  { name: "settings", reach: (program) => program.part("nav-settings").click() },
  {
    name: "settings-480",
    size: { width: 480, height: 760 },
    reach: (program) => program.part("nav-settings").click(),
  },
  ...SIZES.map((size) => ({
    name: `settings-devices-${size.width}`,
    size,
    reach: showDevices,
  })),
  ...SIZES.map((size) => ({
    name: `lock-screen-${size.width}`,
    scenario: "locked:8",
    size,
    reach: (program: ProgramWindow) => program.part("lock-screen").waitFor(),
  })),
  { name: "lock-failed", scenario: "locked:8", reach: failUnlock },
  { name: "lock-sign-out", scenario: "locked", reach: signOutInstead },
  ...SIZES.map((size) => ({ name: `lock-warning-${size.width}`, size, reach: warnOfLock })),
  { name: "remove-device", reach: removeDevice },
  { name: "sign-out-device", reach: signOutDevice },
  ...(["slow", "other_backend"] as const).map((fault) => ({
    name: `key-${fault}`,
    scenario: `key:${fault}`,
    reach: (program: ProgramWindow) => program.part("key-unavailable").waitFor(),
  })),
  { name: "key-sign-in-again", scenario: "key:other_backend", reach: signInAgain },
  ...REASONS.map((reason) => ({
    name: `signed-out-${reason}`,
    scenario: `signed-out:${reason}`,
    reach: (program: ProgramWindow) => program.part("sign-in").waitFor(),
  })),
  ...(["file_missing", "file_emptied", "older_copy", "key_lost"] as const).map((cause) => ({
    name: `recovery-${cause}`,
    scenario: `recovery:${cause}`,
    reach: (program: ProgramWindow) => program.part("recovery-banner").waitFor(),
  })),
  {
    name: "start-too-new",
    scenario: "start:storage_too_new",
    reach: (program: ProgramWindow) => program.part("start-failed").waitFor(),
  },
  ...SIZES.map((size) => ({
    name: `not-sent-once-${size.width}`,
    scenario: "unsent",
    size,
    reach: showUnsent,
  })),
  { name: "help", reach: (program) => program.part("nav-help").click() },
  ...SIZES.map((size) => ({
    name: `doctor-${size.width}`,
    scenario: "network:broken",
    size,
    reach: showDoctor,
  })),
  { name: "doctor-inspected", scenario: "network:inspected", reach: showDoctor },
  { name: "doctor-proxy", scenario: "network:asking", reach: showProxySignIn },
  { name: "keys", reach: showKeys },
  { name: "palette", reach: showPalette },
  { name: "link", reach: askForLink },
];

async function askOnClosing(program: ProgramWindow): Promise<void> {
  await program.part("conversation-row").first().waitFor();
  await program.practice("emit", { kind: "close_asked" });
  await program.part("close-question").waitFor();
}

async function failSignIn(program: ProgramWindow) {
  await program.part("sign-in-password").fill("wrong");
  await program.page.keyboard.press("Enter");
  await program.part("error").waitFor();
}

async function endSession(program: ProgramWindow) {
  await program.openChat("Maria Alvarez");
  await program.practice("endSession");
  await program.part("sign-in").waitFor();
}

async function searchNobody(program: ProgramWindow) {
  await program.part("search").fill("Nobody");
  await program.part("empty-search").waitFor();
}

async function searchWords(program: ProgramWindow) {
  await program.part("search").fill("re");
  await program.part("message-hit").first().waitFor();
}

async function busyChat(program: ProgramWindow) {
  await program.openChat("José Núñez");
  await program.practice("refuseNext", "José Núñez", "refused", true);
  await program.part("composer").fill("This one will not go out.");
  await program.part("composer").press("Enter");
  await program.part("retry-message").waitFor();
  await program.practice("goOffline");
  await program.part("composer").fill("This one waits.");
  await program.part("composer").press("Enter");
  await program.practice("patientTypes", "José Núñez");
  await program.part("composer").fill("ä".repeat(8_100));
  await program.part("notice-toggle").click();
  await program.part("typing").waitFor();
}

async function endConversation(program: ProgramWindow) {
  await program.openChat("José Núñez");
  await program.practice("leaveCareTeam", "José Núñez");
  await program.part("chat-removed").waitFor();
}

async function showNotSent(program: ProgramWindow) {
  await program.openChat("José Núñez");
  await program.practice("refuseNext", "José Núñez", "too_long", false);
  await program.part("composer").fill("This text did not go out.");
  await program.part("composer").press("Enter");
  await program.part("discard-message").waitFor();
  await program.part("nav-not-sent").click();
  await program.part("not-sent-message").waitFor();
}

async function askToDiscard(program: ProgramWindow) {
  await showNotSent(program);
  await program.part("discard-message").click();
  await program.part("discard-dialog").waitFor();
}

async function askToSignOut(program: ProgramWindow) {
  await program.part("nav-settings").click();
  await program.part("sign-out").click();
  await program.part("sign-out-dialog").waitFor();
}

async function failLock(program: ProgramWindow) {
  await program.practice("failNext", "lock", "internal");
  await program.part("lock-now").click();
  await program.part("lock-failure").waitFor();
}

async function showDoctor(program: ProgramWindow) {
  await program.part("nav-help").click();
  await program.part("open-doctor").click();
  await program.part("copy-report").waitFor();
}

async function showProxySignIn(program: ProgramWindow) {
  await showDoctor(program);
  await program.part("proxy-sign-in").click();
  await program.page.getByText("proxy.harbor.example:3128").last().waitFor();
}

async function showKeys(program: ProgramWindow) {
  await program.part("conversation-rows").focus();
  await program.page.keyboard.press("?");
  await program.part("keys-dialog").waitFor();
}

async function showPalette(program: ProgramWindow) {
  await program.page.keyboard.press("Control+k");
  await program.part("palette-patient").first().waitFor();
}

async function askForLink(program: ProgramWindow) {
  await program.openChat("José Núñez");
  await program.practice("patientWrites", "José Núñez", "Look: https://resources.example.org/sleep");
  await program.part("message-link").last().click();
  await program.part("link-dialog").waitFor();
}

async function showDevices(program: ProgramWindow) {
  await program.part("nav-settings").click();
  await program.part("device").first().waitFor();
  await program.part("rehearse").click();
  await program.part("rehearsal-result").waitFor();
  await program.part("rehearsal-result").scrollIntoViewIfNeeded();
}

async function removeDevice(program: ProgramWindow) {
  await program.part("nav-settings").click();
  await program.part("remove-device").click();
  await program.part("kept-by-removal").waitFor();
}

async function signOutDevice(program: ProgramWindow) {
  await program.part("nav-settings").click();
  await program.part("sign-out-device").first().click();
  await program.part("sign-out-device-dialog").waitFor();
}

async function failUnlock(program: ProgramWindow) {
  await program.part("unlock-password").fill("wrong");
  await program.page.keyboard.press("Enter");
  await program.part("error").waitFor();
}

async function signOutInstead(program: ProgramWindow) {
  await program.part("sign-out-instead").click();
  await program.part("sign-out-instead-dialog").waitFor();
}

async function warnOfLock(program: ProgramWindow) {
  await program.openChat("Maria Alvarez");
  await program.practice("lockSoon", 60);
  await program.part("lock-warning").waitFor();
}

async function beQuiet(program: ProgramWindow) {
  await program.openChat("Maria Alvarez");
  await program.practice("setQuiet", "2026-11-22T10:00:00.000Z");
  await program.part("quiet-banner").waitFor();
}

async function signInAgain(program: ProgramWindow) {
  await program.part("sign-in-again").click();
  await program.part("sign-in").waitFor();
}

async function showUnsent(program: ProgramWindow) {
  await program.part("nav-not-sent").click();
  await program.part("shown-once").waitFor();
}
