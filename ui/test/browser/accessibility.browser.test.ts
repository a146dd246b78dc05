/** Every screen in every theme, by axe; and what axe cannot see. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(program: ProgramWindow): Promise<string[]> {
  await program.page.evaluate(axeSource);
  return program.page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const result = await axe.run(document, { runOnly: rules });
    return result.violations.map(
      (found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" | ")}`,
    );
  }, RULES);
}

interface Screen {
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

const SCREENS: Screen[] = [
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
  { name: "not-sent", reach: showNotSent },
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
  { name: "keys", reach: showKeys },
  { name: "palette", reach: showPalette },
  { name: "link", reach: askForLink },
];

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

async function signInAgain(program: ProgramWindow) {
  await program.part("sign-in-again").click();
  await program.part("sign-in").waitFor();
}

async function showUnsent(program: ProgramWindow) {
  await program.part("nav-not-sent").click();
  await program.part("shown-once").waitFor();
}

const THEMES = [
  { theme: "light", colorScheme: "light", forcedColors: "none" },
  { theme: "dark", colorScheme: "dark", forcedColors: "none" },
  { theme: "forced-colours", colorScheme: "dark", forcedColors: "active" },
] as const;

test.each(SCREENS)("$name has no violation in any theme", async ({ name, scenario, size, reach }) => {
  const program = await open({ ...size, scenario });
  await reach(program);
  for (const { theme, ...media } of THEMES) {
    await program.page.emulateMedia({ ...media, reducedMotion: "reduce" });
    await program.screenshot(`${name}-${theme}`);
    expect(await violations(program), theme).toEqual([]);
  }
  await program.close();
});

test("the setting for colours holds against the system's", async () => {
  const program = await open({ scheme: "light" });
  const ground = () => program.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await program.part("nav-settings").click();
  await program.page.getByText("Dark", { exact: true }).click();
  await expect.poll(ground).not.toBe(light);
  await program.close();
});

test("at twice the text size nothing is lost and nothing scrolls sideways", async () => {
  const program = await open({ width: 1600, height: 900 });
  await program.page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
    window.dispatchEvent(new Event("resize"));
  });
  await program.openChat("Maria Alvarez");
  for (const section of ["messages", "settings", "help"]) {
    await program.part(`nav-${section}`).click();
    const wide = await program.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
  }
  await program.part("nav-messages").click();
  await program.screenshot("chat-200-percent");
  for (const part of ["composer", "chat-name", "chat-presence", "notice-toggle", "search"]) {
    expect(await program.part(part).isVisible()).toBe(true);
  }
  const rows = await program
    .part("conversation-row")
    .evaluateAll((elements) =>
      elements.map((element) => element.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]),
    );
  const sorted = rows.sort(([a = 0], [b = 0]) => a - b);
  sorted.slice(1).forEach(([top = 0], index) => {
    expect(top).toBeGreaterThanOrEqual((sorted[index]?.[1] ?? 0) - 1);
  });
  await program.close();
});

test.each([
  { scenario: "locked:8", parts: ["unlock-password", "unlock-submit", "sign-out-instead"] },
  { scenario: "key:other_backend", parts: ["retry-key", "sign-in-again"] },
])("at twice the text size $scenario stays whole at 480 px", async ({ scenario, parts }) => {
  const program = await open({ scenario, width: 480, height: 760 });
  await program.page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  for (const part of parts) {
    await program.part(part).scrollIntoViewIfNeeded();
    const box = await program.part(part).boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 480).toBe(true);
  }
  await program.screenshot(`${scenario.replace(":", "-")}-200-percent`);
  await program.close();
});

test("at twice the text size the warning before the lock stays in the window", async () => {
  const program = await open({ width: 480, height: 760 });
  await program.page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
    window.dispatchEvent(new Event("resize"));
  });
  await program.practice("lockSoon", 60);
  for (const part of ["lock-warning", "stay-signed-in"]) {
    const box = await program.part(part).boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 480).toBe(true);
  }
  await program.screenshot("lock-warning-200-percent");
  await program.close();
});

test("from right to left the navigation stands on the right and own messages on the left", async () => {
  const program = await open();
  await program.page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  await program.openChat("Maria Alvarez");
  await program.screenshot("chat-right-to-left");
  const nav = await program.part("navigation").boundingBox();
  const chat = await program.part("chat").boundingBox();
  expect(nav && chat && nav.x > chat.x).toBe(true);
  const own = await program.page.locator('[data-own="true"] > div').last().boundingBox();
  const other = await program.page.locator('[data-own="false"] > div').last().boundingBox();
  expect(own && other && own.x < other.x).toBe(true);
  await program.close();
});
