/** The lock: before it, behind it, and out of it. */

import { expect, test } from "vitest";
import { withBrowser } from "./window";

const { open } = withBrowser();

test("Ctrl+L keeps the half-written text, shows the lock screen, and the password leads back to it", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").pressSequentially("Half a sen");
  await program.page.keyboard.press("Control+l");
  await program.part("lock-screen").waitFor();
  expect(await program.focused()).toBe("unlock-password");
  expect(await program.part("lock-screen").textContent()).toContain("Signed in as keller");
  expect((await program.calls("save_draft")).at(-1)).toContain("Half a sen");
  expect(await program.calls("drafts_kept")).toHaveLength(1);
  expect(await program.calls("lock")).toHaveLength(1);
  await program.page.keyboard.type("linden-bridge-42");
  await program.page.keyboard.press("Enter");
  await program.openChat("José Núñez");
  expect(await program.part("composer").inputValue()).toBe("Half a sen");
  await program.close();
});

test("behind the lock no patient is in the page, in the accessibility tree or in the title", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("patientWrites", "José Núñez", "A pelican, said aloud");
  await expect.poll(() => program.part("announcements").textContent()).toContain("pelican");
  await program.part("lock-now").click();
  await program.part("lock-screen").waitFor();
  const shown = `${await program.page.content()} ${await program.page.locator("body").ariaSnapshot()} ${await program.page.title()}`;
  for (const word of ["José", "pelican", "Maria", "Ines Keller", "Half"]) expect(shown).not.toContain(word);
  await program.close();
});

test("Ctrl+L locks from within a dialog and a field alike", async () => {
  const program = await open();
  await program.part("conversation-rows").focus();
  await program.page.keyboard.press("?");
  await program.part("keys-dialog").waitFor();
  await program.page.keyboard.press("Control+l");
  await program.part("lock-screen").waitFor();
  await expect.poll(() => program.focused()).toBe("unlock-password");
  expect(await program.part("keys-dialog").count()).toBe(0);
  await program.close();
});

test("a lock that fails is not taken for one", async () => {
  const program = await open();
  await program.practice("failNext", "lock", "internal");
  await program.part("lock-now").click();
  await expect.poll(() => program.part("lock-failure").textContent()).toContain("The program is not locked");
  await program.part("lock-failure-noted").click();
  expect(await program.part("lock-failure").count()).toBe(0);
  await program.close();
});

test("the tries left are named from the second wrong password on, and the tenth signs out", async () => {
  const program = await open({ scenario: "locked" });
  const enter = async () => {
    const before = (await program.calls("unlock")).length;
    await program.page.keyboard.type("wrong");
    await program.page.keyboard.press("Enter");
    await expect.poll(async () => (await program.calls("unlock")).length).toBe(before + 1);
  };
  await enter();
  await expect.poll(() => program.part("error").textContent()).toContain("This password is not right");
  expect(await program.part("attempts-left").count()).toBe(0);
  expect(await program.part("unlock-password").inputValue()).toBe("");
  await enter();
  await expect.poll(() => program.part("attempts-left").textContent()).toContain("8 tries are left");
  expect(await program.part("attempts-left").textContent()).toContain("Drafts and unsent texts are kept");
  for (let left = 7; left > 0; left -= 1) {
    await enter();
    await expect
      .poll(() => program.part("attempts-left").textContent())
      .toContain(left === 1 ? "One try is left" : `${left} tries`);
  }
  await enter();
  await program.part("sign-in").waitFor();
  expect(await program.part("sign-in").textContent()).toContain("wrong ten times");
  await program.close();
});

test("the lock screen counts what is unread, and says nothing while that is not known", async () => {
  const program = await open({ scenario: "locked" });
  expect(await program.part("lock-unread").textContent()).toBe("3 unread messages");
  await program.practice("setUnread", 1);
  await expect.poll(() => program.part("lock-unread").textContent()).toBe("1 unread message");
  await program.practice("setUnread", null);
  await expect.poll(() => program.part("lock-unread").textContent()).toBe("");
  expect(await program.focused()).toBe("unlock-password");
  await program.close();
});

test("every way in which unlocking fails has its words", async () => {
  const program = await open({ scenario: "locked" });
  await program.page.keyboard.press("Enter");
  await expect.poll(() => program.part("lock-screen").textContent()).toContain("Enter your password");
  const faults = [
    ["server_unreachable", "cannot check your password"],
    ["too_many_attempts", "Try again in 30 seconds"],
    ["keyring_locked", "The keyring is locked"],
    ["already_running", "already running"],
  ] as const;
  for (const [code, words] of faults) {
    await program.practice("failNext", "unlock", code);
    await program.part("unlock-password").fill("linden-bridge-42");
    await program.part("unlock-submit").click();
    await expect.poll(() => program.part("error").textContent()).toContain(words);
    expect(await program.focused()).toBe("unlock-password");
  }
  await program.close();
});

test("signing out instead names what is kept before it happens", async () => {
  const program = await open({ scenario: "locked" });
  await program.part("sign-out-instead").click();
  const dialog = program.part("sign-out-instead-dialog");
  expect(await dialog.textContent()).toContain("Drafts and unsent texts are kept, encrypted");
  await program.part("sign-out-instead-confirm").click();
  await program.part("sign-in").waitFor();
  await program.close();
});

test("the warning takes no focus, is said, and any key stays without being lost", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").press("a");
  const before = (await program.calls("note_activity")).length;
  await program.practice("lockSoon", 60);
  await program.part("lock-warning").waitFor();
  expect(await program.focused()).toBe("composer");
  expect(await program.part("lock-warning-said").textContent()).toContain("locks in 60 seconds");
  await expect.poll(() => program.part("lock-warning").textContent()).toContain("Locking in 5");
  expect(await program.part("lock-warning-said").textContent()).toContain("60 seconds");
  await program.page.keyboard.press("b");
  await expect.poll(() => program.part("lock-warning").count()).toBe(0);
  expect((await program.calls("note_activity")).length).toBe(before + 1);
  expect(await program.part("composer").inputValue()).toBe("ab");
  await program.close();
});

test("the warning is shown over a dialog, to screen readers too, and its button stays", async () => {
  const program = await open();
  await program.part("nav-settings").click();
  await program.part("sign-out").click();
  await program.part("sign-out-dialog").waitFor();
  await program.practice("lockSoon", 60);
  await program.page.getByRole("region", { name: "Lock warning" }).waitFor();
  // A mouse on its way to the button is a sign of life already.
  await program.part("stay-signed-in").dispatchEvent("click");
  await expect.poll(() => program.part("lock-warning").count()).toBe(0);
  expect(await program.part("sign-out-dialog").count()).toBe(1);
  await program.close();
});

test("text that cannot be saved before the lock is not lost without a word", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  for (let time = 0; time < 20; time += 1) await program.practice("failNext", "save_draft", "disk_full");
  await program.part("composer").pressSequentially("No room for this");
  await program.page.keyboard.press("Control+l");
  await program.part("lock-screen").waitFor();
  expect(await program.part("lost-texts").textContent()).toContain("could not be saved");
  expect(await program.calls("drafts_kept")).toHaveLength(0);
  await program.close();
});

test("hiding the page saves what is typed", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").pressSequentially("Before it closes");
  await program.page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
  await expect.poll(async () => (await program.calls("save_draft")).at(-1)?.[1]).toBe("Before it closes");
  await program.close();
});
