/** What the organization has fixed, and what a person sets themselves. */

import { expect, test } from "vitest";
import type { SettingsView } from "../../src/api/generated";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

const SOURCE = "/etc/allia-messages/policies/managed/10-clinic.json";

async function openSettings(fixed: Partial<SettingsView> = {}): Promise<ProgramWindow> {
  const program = await open();
  await program.page.evaluate((part) => {
    Object.assign(window.practice.administration, part);
  }, fixed);
  await program.part("nav-settings").click();
  await program.part("device").first().waitFor();
  return program;
}

async function changed(program: ProgramWindow): Promise<Record<string, unknown> | undefined> {
  return (await program.calls("change_settings")).at(-1)?.[0] as Record<string, unknown> | undefined;
}

test("a managed setting is disabled and says who manages it and where", async () => {
  const program = await openSettings({
    managed: [
      { key: "start_with_computer", effect: "fixed", source: SOURCE },
      { key: "language", effect: "fixed", source: SOURCE },
    ],
  });
  for (const part of ["setting-start-with-computer", "setting-language"]) {
    await expect.poll(() => program.part(part).locator("input").first().isDisabled()).toBe(true);
    expect(await program.part(part).textContent()).toContain(
      `Managed by your organization. Set in ${SOURCE}`,
    );
  }
  expect(await program.part("setting-send-key").locator("input").first().isDisabled()).toBe(false);
  await program.close();
});

test("less than the most can be chosen, and more cannot", async () => {
  const program = await openSettings({
    managed: [
      { key: "notification_content", effect: "most", source: SOURCE },
      { key: "lock_after_minutes", effect: "most", source: SOURCE },
    ],
    most_notification_content: "name",
    most_lock_minutes: 20,
  });
  const options = program.part("setting-notification-content").locator("input");
  await expect.poll(() => options.nth(2).isDisabled()).toBe(true);
  expect([await options.nth(0).isDisabled(), await options.nth(1).isDisabled()]).toEqual([false, false]);
  const field = program.part("setting-lock-after-input");
  await field.fill("25");
  await field.press("Enter");
  await expect.poll(async () => (await changed(program))?.lock_after_minutes).toBe(20);
  await program.close();
});

test("a broken policy is named, with whom to tell", async () => {
  const program = await openSettings({
    problems: [
      { source: SOURCE, fault: { kind: "wrong_value", name: "CacheDays" } },
      { source: SOURCE, fault: { kind: "unknown_name", name: "LockAfterMinute" } },
    ],
  });
  const said = program.part("policy-problem");
  await expect.poll(() => said.count()).toBe(2);
  expect(await said.first().textContent()).toContain("The value of CacheDays is not allowed. Tell your IT");
  expect(await said.last().textContent()).toContain("not used in full");
  expect(await said.last().textContent()).toContain(SOURCE);
  await program.close();
});

test("quiet hours, the key that sends and what closing does are the person's to choose", async () => {
  const program = await openSettings();
  await program.part("setting-quiet-hours").click();
  await expect.poll(() => changed(program)).toMatchObject({ quiet_hours: { from: "19:00", to: "07:00" } });
  const hour = program.part("quiet-hours-from").getByRole("spinbutton").first();
  await hour.focus();
  await hour.press("ArrowUp");
  await expect.poll(() => changed(program)).toMatchObject({ quiet_hours: { from: "20:00", to: "07:00" } });
  await program.part("setting-when-closed").getByText("Ends the program").click();
  await expect.poll(() => changed(program)).toMatchObject({ when_closed: "quit" });
  await program.part("setting-send-key").getByText("Enter begins a new line.").click();
  await expect.poll(() => changed(program)).toMatchObject({ send_key: "ctrl_enter" });
  await program.part("nav-messages").click();
  await program.openChat("José Núñez");
  const composer = program.part("composer");
  await composer.fill("One");
  await composer.press("Enter");
  await composer.pressSequentially("two");
  expect(await composer.inputValue()).toBe("One\ntwo");
  await composer.press("Control+Enter");
  await expect.poll(() => program.calls("send_message")).toHaveLength(1);
  await program.close();
});

test("where only some days are kept, the settings and the search say so", async () => {
  const program = await openSettings({
    managed: [{ key: "cache_days", effect: "most", source: SOURCE }],
    cache_days: 90,
  });
  await expect.poll(() => program.part("setting-cache-days").textContent()).toContain("for 90 days");
  await program.part("nav-messages").click();
  await program.part("search").fill("zzzz");
  await expect.poll(() => program.part("search-reach").textContent()).toContain("last 90 days");
  await program.close();
});
