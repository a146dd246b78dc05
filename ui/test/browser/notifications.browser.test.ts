/** The settings of notifications: what they show, when there is none, and whether the system shows them. */

import { expect, test } from "vitest";
import type { NotificationContent, NotificationVerdict, Settings } from "../../src/api/generated";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

async function openSettings(): Promise<ProgramWindow> {
  const program = await open();
  await program.part("nav-settings").click();
  await program.part("test-notification").waitFor();
  return program;
}

async function lastChange(program: ProgramWindow): Promise<Settings | undefined> {
  return (await program.calls("change_settings")).at(-1)?.[0] as Settings | undefined;
}

test("what the practice does not allow cannot be chosen, and that is said", async () => {
  const program = await openSettings();
  const choices = program.part("setting-notification-content").getByRole("radio");
  await program.part("setting-notification-content").getByText("beginning of the message").click();
  expect((await lastChange(program))?.notification_content).toBe("name_and_text");
  expect(await program.part("notification-cap").count()).toBe(0);

  const allow = (most: NotificationContent) =>
    program.page.evaluate((practice_allows) => {
      const { app } = window.practice;
      if (app.state !== "signed_in") throw new Error("nobody is signed in");
      window.practice.setApp({ ...app, account: { ...app.account, practice_allows } });
    }, most);
  await allow("name");
  await program.part("notification-cap").waitFor();
  expect(await choices.nth(2).isDisabled()).toBe(true);
  expect(await choices.nth(1).isChecked()).toBe(true);
  await allow("nothing");
  await expect.poll(() => program.part("notification-cap").textContent()).toContain("no name and no text");
  expect(await choices.nth(0).isChecked()).toBe(true);
  await allow("name_and_text");
  await expect.poll(() => choices.nth(2).isChecked()).toBe(true);
  await program.close();
});

test("quiet hours are proposed from evening to morning and typed with the keyboard", async () => {
  const program = await openSettings();
  await program.part("setting-quiet-hours").click();
  await program.part("quiet-hours-from").waitFor();
  expect((await lastChange(program))?.quiet_hours).toEqual({ from: "19:00", to: "07:00" });
  const hour = program.part("quiet-hours-to").getByRole("spinbutton").first();
  await hour.press("ArrowUp");
  await expect
    .poll(async () => (await lastChange(program))?.quiet_hours)
    .toEqual({ from: "19:00", to: "08:00" });
  await program.part("setting-quiet-hours").click();
  await expect.poll(async () => (await lastChange(program))?.quiet_hours).toBeNull();
  expect(await program.part("quiet-hours-from").count()).toBe(0);
  await program.close();
});

test("an hour of quiet says until when, and can be ended", async () => {
  const program = await openSettings();
  await program.part("quiet-for-an-hour").click();
  await expect.poll(() => program.part("quiet-until").textContent()).toContain("No notifications until");
  await program.page.evaluate(() => window.practice.setQuiet(null));
  await expect.poll(() => program.part("quiet-until").textContent()).toBe("");
  await program.part("quiet-for-an-hour").click();
  await program.part("quiet-for-an-hour").filter({ hasText: "End the quiet" }).click();
  await expect.poll(() => program.part("quiet-for-an-hour").textContent()).toContain("Quiet for an hour");
  await program.close();
});

test("a test notification says what became of it and what to do", async () => {
  const program = await openSettings();
  const says = async (verdict: NotificationVerdict) => {
    await program.page.evaluate((verdict) => {
      window.practice.notificationTest = { verdict, shown_by: verdict === "shown" ? "dunst 1.9.0" : null };
    }, verdict);
    await program.part("test-notification").click();
    const result = program.part("test-notification-result");
    await result.waitFor();
    return [await result.getAttribute("data-tone"), await result.textContent()];
  };
  expect(await says("shown")).toEqual(["info", expect.stringContaining("Shown by: dunst 1.9.0.")]);
  expect(await says("held_back")).toEqual(["notice", expect.stringContaining("Do not disturb is on")]);
  expect(await says("nothing_shows_them")).toEqual(["notice", expect.stringContaining("dunst or mako")]);
  await program.close();
});

test("the log says of each message why there was or was not a notification, by name", async () => {
  const program = await openSettings();
  await program.part("notification-log-show").click();
  await program.part("notification-log-empty").waitFor();
  await program.page.evaluate(() => {
    window.practice.noteNotification("shown", "Maria Alvarez");
    window.practice.noteNotification("quiet_hours", "José Núñez");
    window.practice.noteNotification("counted", null);
  });
  await program.part("notification-log-show").click();
  await program.part("notification-log").waitFor();
  const notes = await program.part("notification-note").allTextContents();
  expect(notes).toEqual([
    expect.stringContaining("New messages while locked"),
    expect.stringContaining("your quiet hours"),
    expect.stringContaining("Maria Alvarez"),
  ]);
  await program.screenshot("notification-settings");
  await program.close();
});
