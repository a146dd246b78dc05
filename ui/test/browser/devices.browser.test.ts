/** The settings that concern this computer and the person's others. */

import { expect, test } from "vitest";
import type { Rehearsal } from "../../src/api/generated";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

async function openSettings(): Promise<ProgramWindow> {
  const program = await open();
  await program.part("nav-settings").click();
  await program.part("device").first().waitFor();
  return program;
}

function rehearses(program: ProgramWindow, rehearsal: Rehearsal) {
  return program.page.evaluate((outcome) => {
    window.practice.rehearsal = outcome;
  }, rehearsal);
}

test("the time until the lock is typed or stepped, within 1 and 30 minutes", async () => {
  const program = await openSettings();
  const field = program.part("setting-lock-after-input");
  const set = async () =>
    ((await program.calls("change_settings")).at(-1)?.[0] as { lock_after_minutes: number })
      ?.lock_after_minutes;
  expect(await field.inputValue()).toBe("15");
  await field.press("ArrowUp");
  await expect.poll(set).toBe(16);
  await field.fill("45");
  await field.press("Enter");
  await expect.poll(set).toBe(30);
  await field.fill("0");
  await field.press("Tab");
  await expect.poll(set).toBe(1);
  await field.fill("");
  await field.press("Tab");
  await expect.poll(() => field.inputValue()).toBe("1");
  await program.close();
});

test("the devices are listed, this computer first and marked, and another one can be signed out", async () => {
  const program = await openSettings();
  expect(await program.part("device").count()).toBe(3);
  expect(await program.part("device").first().textContent()).toContain("This computer");
  expect(await program.part("device").nth(1).textContent()).toContain("reception <desk>");
  await program.page.getByRole("button", { name: "Sign out reception <desk>" }).click();
  expect(await program.part("sign-out-device-dialog").textContent()).toContain(
    "Drafts and unsent texts stay",
  );
  await program.part("sign-out-device-confirm").click();
  await expect.poll(() => program.part("device").count()).toBe(2);
  expect(await program.part("sign-out-device-dialog").count()).toBe(0);
  await program.close();
});

test("a sign-out elsewhere that fails says so in its question, and can be given up", async () => {
  const program = await openSettings();
  await program.practice("failNext", "sign_out_device", "server_unreachable");
  await program.page.getByRole("button", { name: "Sign out reception <desk>" }).click();
  await program.part("sign-out-device-confirm").click();
  const dialog = program.part("sign-out-device-dialog");
  await expect.poll(() => dialog.textContent()).toContain("Nothing was changed");
  await program.page.keyboard.press("Escape");
  await expect.poll(() => dialog.count()).toBe(0);
  expect(await program.part("device").count()).toBe(3);
  await program.close();
});

test("without the server the list says so and can be tried again", async () => {
  const program = await open();
  // In this build React runs every effect twice.
  for (let time = 0; time < 2; time += 1) {
    await program.practice("failNext", "devices", "server_unreachable");
  }
  await program.part("nav-settings").click();
  await expect.poll(() => program.part("error").textContent()).toContain("keeps the list of your devices");
  await program.part("devices-again").click();
  await program.part("device").first().waitFor();
  expect(await program.part("error").count()).toBe(0);
  await program.close();
});

test("removing this computer says what is deleted and what can be brought back, and only then removes", async () => {
  const program = await openSettings();
  await program.part("remove-device").click();
  const dialog = program.part("remove-device-dialog");
  await expect.poll(() => dialog.textContent()).toContain("3 drafts and unsent texts are kept, encrypted");
  expect(await dialog.textContent()).toContain("First the key");
  await program.part("remove-device-confirm").click();
  await program.part("sign-in").waitFor();
  expect(await program.calls("remove_this_device")).toHaveLength(1);
  await program.close();
});

test("every result of the rehearsal has its words", async () => {
  const program = await openSettings();
  const results: [Rehearsal, string][] = [
    [{ outcome: "recovered", texts: 2, recovered_texts: 2 }, "2 drafts and unsent texts came back"],
    [{ outcome: "recovered", texts: 2, recovered_texts: 1 }, "1 of 2 drafts"],
    [{ outcome: "not_protected_yet" }, "not protected yet"],
    [{ outcome: "offline" }, "does not answer"],
    [{ outcome: "nothing_kept" }, "no key to lose"],
    [{ outcome: "failed" }, "could not be opened"],
  ];
  for (const [rehearsal, words] of results) {
    await rehearses(program, rehearsal);
    await program.part("rehearse").click();
    await expect.poll(() => program.part("rehearsal-result").textContent()).toContain(words);
  }
  await program.practice("failNext", "rehearse_key_loss", "disk_full");
  await program.part("rehearse").click();
  await expect.poll(() => program.part("error").textContent()).toContain("disk is full");
  await program.close();
});
