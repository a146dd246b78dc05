/** The rules of the mission, one test each, as a clinician meets them in the program. */

import { expect, test } from "vitest";
import { withBrowser } from "./window";

const { open } = withBrowser();

test("M1: the left navigation's first entry, Messages, opens the messaging screen", async () => {
  const program = await open();
  await program.part("nav-settings").click();
  await program.part("settings").waitFor();
  const first = program.page.getByRole("navigation", { name: "Main" }).getByRole("button").first();
  expect(await first.textContent()).toContain("Messages");
  await first.click();
  await program.part("conversation-row").first().waitFor();
  expect(await first.getAttribute("aria-current")).toBe("page");
  await program.close();
});

test("M2, M11: a patient appears without a reload the moment they activate the app", async () => {
  const program = await open({ scenario: "empty" });
  await program.part("empty-practice").waitFor();
  await program.practice("activate", { name: "Amina Diallo", birthDate: "1984-02-11", pronouns: null });
  await program.row("Amina Diallo").waitFor();
  expect(await program.part("conversation-row").count()).toBe(1);
  await program.close();
});

test("M3, M9: who is not in the list is not found, and the screen says why", async () => {
  const program = await open();
  await program.part("search").fill("Nobody Whatsoever");
  await program.part("empty-search").waitFor();
  const reasons = program.part("empty-search");
  for (const reason of [
    "not activated the app",
    "not on their care team",
    "supervisory access is not enough",
  ]) {
    expect(await reasons.textContent()).toContain(reason);
  }
  await program.part("search").fill("breathing guide");
  await program.part("message-hit").first().waitFor();
  expect(await program.part("missing-reasons").isVisible()).toBe(false);
  await program.page.getByText("Why a patient may be missing").click();
  expect(await program.part("missing-reasons").isVisible()).toBe(true);
  await program.part("nav-help").click();
  expect(await program.part("help").textContent()).toContain("supervisory access is not enough");
  await program.close();
});

test("M4: typing a part of the name finds the patient, and a click opens the chat", async () => {
  const program = await open();
  await program.part("search").fill("bra");
  await expect.poll(() => program.part("conversation-row").count()).toBe(1);
  await program.openChat("Zoë Brandt-Søndergaard");
  expect(await program.part("chat-birth-date").textContent()).toContain("30 Jan 1999");
  await program.close();
});

test("M4: a birth date finds the patient, and the row shows it", async () => {
  const program = await open();
  await program.part("search").fill("1991-11");
  await expect.poll(() => program.part("conversation-row").count()).toBe(1);
  expect(await program.part("conversation-row").textContent()).toContain("Born 23 Nov 1991");
  await program.close();
});

test("M5: Enter sends, Shift+Enter breaks the line", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  const composer = program.part("composer");
  await composer.pressSequentially("First line");
  await composer.press("Shift+Enter");
  await composer.pressSequentially("second line");
  await composer.press("Enter");
  await expect.poll(() => composer.inputValue()).toBe("");
  const last = program.part("message").last();
  await expect.poll(() => last.textContent()).toContain("First line\nsecond line");
  expect(await last.getAttribute("data-own")).toBe("true");
  await expect.poll(() => last.locator('[data-part="send-status"]').textContent()).toBe("Sent");
  expect(await composer.evaluate((element) => element === document.activeElement)).toBe(true);
  await program.close();
});

test("M6: a patient who never wrote has the label No messages yet", async () => {
  const program = await open({ scenario: "empty" });
  await program.practice("activate", { name: "Amina Diallo", birthDate: "1984-02-11", pronouns: null });
  const row = program.row("Amina Diallo");
  await expect.poll(() => row.textContent()).toContain("No messages yet");
  expect(await program.rowName("Amina Diallo")).toContain("No messages yet");
  await program.openChat("Amina Diallo");
  expect(await program.part("no-messages").textContent()).toContain("No messages yet");
  await program.close();
});

test("M7: the dot turns green and gray live, and words say the same", async () => {
  const program = await open();
  const row = program.row("Maria Alvarez");
  const dot = row.locator('[data-part="presence"]');
  const colour = () => dot.evaluate((element) => getComputedStyle(element).backgroundColor);
  const gray = await colour();
  expect(await program.rowName("Maria Alvarez")).toContain("Offline");
  await program.openChat("Maria Alvarez");
  await program.practice("setPresence", "Maria Alvarez", "online");
  await expect.poll(() => row.getAttribute("data-presence")).toBe("online");
  expect(await program.part("chat-presence").textContent()).toBe("Online now");
  expect(await program.rowName("Maria Alvarez")).toContain("Online now");
  const green = await colour();
  expect(green).not.toBe(gray);
  await program.practice("goOffline");
  await expect.poll(() => row.getAttribute("data-presence")).toBe("unknown");
  expect(await program.part("chat-presence").textContent()).toBe("Presence unknown while you are offline");
  await program.close();
});

test("M8: every message shows when it was sent, and the history goes back to its beginning", async () => {
  const program = await open();
  await program.openChat("Zoë Brandt-Søndergaard");
  const messages = program.part("message");
  const count = await messages.count();
  expect(count).toBeGreaterThan(1);
  for (let index = 0; index < count; index += 1) {
    const time = messages.nth(index).locator("time");
    expect(await time.textContent()).toMatch(/\d{1,2}:\d{2}/);
    expect(await time.getAttribute("title")).toMatch(/\d{4}/);
  }
  expect(await program.part("messages").textContent()).toContain("The conversation begins here");
  await program.close();
});

test("M10: the chat says that patients see the emergency notice, and shows its text on demand", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  expect(await program.part("notice-line").textContent()).toContain("Patients see an emergency notice here");
  expect(await program.part("notice-text").isVisible()).toBe(false);
  await program.part("notice-toggle").click();
  expect(await program.part("notice-text").isVisible()).toBe(true);
  expect(await program.part("notice-text").textContent()).toContain("Call 911");
  await program.close();
});

test("M13: help says what the program does not do", async () => {
  const program = await open();
  await program.part("nav-help").click();
  const help = await program.part("help").textContent();
  for (const word of ["Appointments by e-mail link", "self-scheduling", "forms"])
    expect(help).toContain(word);
  await program.close();
});

test("M14: offline one reads, searches and writes; the message goes out when the line is back", async () => {
  const program = await open();
  await program.practice("goOffline");
  await program.part("connection-banner").waitFor();
  expect(await program.part("connection-banner").textContent()).toContain("You can read and write");
  await program.part("search").fill("núñ");
  await program.openChat("José Núñez");
  await program.part("composer").fill("Written on a train");
  await program.part("composer").press("Enter");
  const status = program.part("message").last().locator('[data-part="send-status"]');
  await expect.poll(() => status.textContent()).toBe("Queued");
  await program.part("try-now").click();
  await expect.poll(() => status.textContent()).toBe("Sent");
  await expect.poll(() => program.part("connection-banner").count()).toBe(0);
  await program.close();
});

test("M15: the setting decides what a notification shows, and the open chat is told to the backend", async () => {
  const program = await open();
  await program.part("nav-settings").click();
  await program.page.getByText("The patient's name", { exact: true }).click();
  await expect.poll(() => program.calls("change_settings")).toHaveLength(1);
  expect((await program.calls("change_settings"))[0]).toMatchObject([
    { notifications: true, notification_content: "name", lock_after_minutes: 15 },
  ]);
  await program.part("nav-messages").click();
  await program.openChat("José Núñez");
  const front = async () => (await program.calls("chat_in_front")).at(-1)?.[0];
  expect(await front()).not.toBeNull();
  await program.part("nav-help").click();
  await expect.poll(front).toBeNull();
  await program.close();
});
