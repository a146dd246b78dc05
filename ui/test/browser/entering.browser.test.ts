/** Coming in: signing in and out, and what the keyring and the files may have to say. */

import { expect, test } from "vitest";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

async function fillIn(program: ProgramWindow, address: string, name: string, password: string) {
  await program.part("sign-in-server").fill(address);
  await program.part("sign-in-username").fill(name);
  await program.part("sign-in-password").fill(password);
  await program.part("sign-in-submit").click();
}

test("every way in which a sign-in fails has plain words, and the form keeps what was typed", async () => {
  const program = await open({ scenario: "first-run" });
  const cases = [
    ["not an address", "This is not a server address"],
    ["http://messages.example.org", "This address is not secure"],
    ["https://messages.example.org", "User name or password is not right"],
  ] as const;
  for (const [address, words] of cases) {
    await fillIn(program, address, "keller", "wrong");
    await expect.poll(() => program.part("error").textContent()).toContain(words);
    expect(await program.part("sign-in-server").inputValue()).toBe(address);
    expect(await program.part("sign-in-username").inputValue()).toBe("keller");
    expect(await program.part("sign-in-password").inputValue()).toBe("");
  }
  const faults = [
    ["server_unreachable", "does not answer"],
    ["not_our_server", "Something else answers"],
    ["bad_certificate", "certificate is not trusted"],
    ["too_many_attempts", "Try again in 30 seconds"],
    ["not_a_clinician", "not a clinician's"],
    ["update_needed", "An update is needed"],
  ] as const;
  for (const [code, words] of faults) {
    await program.practice("failNext", "sign_in", code);
    await program.part("sign-in-password").fill("linden-bridge-42");
    await program.part("sign-in-submit").click();
    await expect.poll(() => program.part("error").textContent()).toContain(words);
  }
  await program.close();
});

test("an empty form says which fields are missing and leads to the first of them", async () => {
  const program = await open({ scenario: "first-run" });
  await program.part("sign-in-username").fill("keller");
  await program.part("sign-in-submit").click();
  expect(await program.part("sign-in-server").getAttribute("aria-invalid")).toBe("true");
  expect(await program.part("sign-in-username").getAttribute("aria-invalid")).toBeNull();
  expect(await program.part("sign-in").textContent()).toContain("Enter your password");
  expect(await program.part("sign-in-server").evaluate((field) => field === document.activeElement)).toBe(
    true,
  );
  await program.part("sign-in-server").fill("https://messages.lindenhof.example");
  expect(await program.part("sign-in-server").getAttribute("aria-invalid")).toBeNull();
  await program.close();
});

test("signing out where nothing is kept says so", async () => {
  const program = await open({ scenario: "memory-only" });
  await program.part("nav-settings").click();
  await program.part("sign-out").click();
  expect(await program.part("sign-out-dialog").textContent()).toContain("drafts and unsent text are removed");
  await program.close();
});

test("the address and the name are remembered after signing out, and nothing of a patient is left", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("nav-settings").click();
  await program.part("sign-out").click();
  await program.part("sign-out-confirm").click();
  await program.part("sign-in").waitFor();
  expect(await program.part("sign-in-server").inputValue()).toBe("https://messages.lindenhof.example");
  expect(await program.part("sign-in-username").inputValue()).toBe("keller");
  expect(await program.page.content()).not.toContain("José");
  await program.part("sign-in-password").fill("linden-bridge-42");
  await program.part("sign-in-submit").click();
  await program.part("no-chat").waitFor();
  await program.close();
});

test.each(["locked", "missing", "denied"])(
  "a keyring that is %s is explained and can be tried again",
  async (fault) => {
    const program = await open({ scenario: `key:${fault}` });
    expect(await program.part("key-unavailable").textContent()).toContain("Nothing is lost");
    await program.practice("failNext", "retry_key", "keyring_locked");
    await program.part("retry-key").click();
    await program.part("error").waitFor();
    await program.part("retry-key").click();
    await program.part("conversation-row").first().waitFor();
    await program.close();
  },
);

test("a keyring that is slow to answer is waited for, without a button", async () => {
  const program = await open({ scenario: "key:slow" });
  expect(await program.part("key-unavailable").textContent()).toContain("goes on by itself");
  expect(await program.part("retry-key").count()).toBe(0);
  await program.practice("keyringAnswers");
  await program.part("conversation-row").first().waitFor();
  await program.close();
});

test("another keyring than before leaves two ways on: trying again, or a sign-in that says what it does", async () => {
  const program = await open({ scenario: "key:other_backend" });
  await program.part("sign-in-again").click();
  expect(await program.part("sign-in").textContent()).toContain("Signing in makes a new key");
  await program.part("sign-in-back").click();
  await program.part("sign-in-again").click();
  await fillIn(program, "https://messages.lindenhof.example", "keller", "linden-bridge-42");
  await program.part("conversation-row").first().waitFor();
  await program.close();
});

test("a text to a patient who is gone says that it is shown once, and can be copied", async () => {
  const program = await open({ scenario: "unsent" });
  await program.part("nav-not-sent").click();
  const once = program.part("not-sent-message").filter({ has: program.part("shown-once") });
  expect(await once.count()).toBe(1);
  expect(await once.textContent()).toContain("when the program locks or closes");
  expect(await once.locator('[data-part="retry-message"]').count()).toBe(0);
  await program.page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void Object.assign(window, { copied: text });
  });
  await once.locator('[data-part="copy-text"]').click();
  await expect.poll(() => once.textContent()).toContain("Copied");
  expect(await program.page.evaluate(() => Reflect.get(window, "copied"))).toContain("sleep diary");
  const older = program.part("not-sent-message").filter({ hasText: "older file" });
  await older.locator('[data-part="retry-message"]').click();
  await expect.poll(() => program.part("not-sent-message").count()).toBe(1);
  await program.close();
});

test("a program whose files are in use says so and can try again", async () => {
  const program = await open({ scenario: "start:already_running" });
  expect(await program.part("start-failed").textContent()).toContain("already running");
  await program.page.evaluate(() => {
    const account = {
      user_id: "1",
      username: "a",
      display_name: "A",
      practice_name: "B",
      time_zone: "UTC",
      server_address: "https://a.example",
      practice_allows: "nothing" as const,
    };
    window.practice.app = {
      state: "signed_in",
      account,
      storage: "encrypted",
      session_ended: false,
      recovery: null,
    };
  });
  await program.part("start-again").click();
  await program.part("conversation-row").first().waitFor();
  await program.close();
});

test("what became of unsent texts stays on the screen until it is noted", async () => {
  const program = await open({ scenario: "recovery" });
  expect(await program.part("recovery-banner").textContent()).toContain("1 text could not be read");
  await program.part("nav-help").click();
  await program.part("recovery-noted").click();
  expect(await program.part("recovery-banner").count()).toBe(0);
  await program.close();
});

test("the first filling shows its progress until it is complete", async () => {
  const program = await open({ scenario: "syncing" });
  expect(await program.part("sync-progress").textContent()).toContain("12 of 42");
  expect(await program.part("sync-said").textContent()).toBe("Loading history");
  await program.practice("setProgress", 42, 42);
  await expect.poll(() => program.part("sync-progress").count()).toBe(0);
  expect(await program.part("sync-said").textContent()).toBe("History loaded");
  await program.close();
});
