/** What comes in while the window is open. */

import { expect, test } from "vitest";
import { withBrowser } from "./window";

const { open } = withBrowser();

test("a message in the open chat appears, is announced once, and is marked as read", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("patientWrites", "José Núñez", "I have a short question");
  await expect.poll(() => program.part("message").last().textContent()).toContain("I have a short question");
  const said = program.part("announcements");
  await expect.poll(() => said.textContent()).toMatch(/^José Núñez: I have a short question, \d{1,2}:\d{2}$/);
  await expect.poll(async () => (await program.calls("mark_read")).length).toBeGreaterThan(0);
  expect(await program.row("José Núñez").getAttribute("data-unread")).toBe("0");
  await program.close();
});

test("a message in another chat counts in its row and in the navigation, and rises to the top", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("patientWrites", "فاطمة الزهراء", "شكرا جزيلا");
  const row = program.row("فاطمة الزهراء");
  await expect.poll(() => row.getAttribute("data-unread")).toBe("1");
  expect(await row.getAttribute("aria-posinset")).toBe("1");
  expect(await program.part("nav-messages").textContent()).toContain("3 unread");
  expect(await program.part("announcements").textContent()).toBe("");
  await program.close();
});

test("what came in while nobody looked stands below a line and is read only when somebody looks", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.page.evaluate(() => window.dispatchEvent(new Event("blur")));
  const before = (await program.calls("mark_read")).length;
  await program.practice("patientWrites", "José Núñez", "Are you there");
  await program.part("new-line").waitFor();
  expect((await program.calls("mark_read")).length).toBe(before);
  expect(await program.row("José Núñez").getAttribute("data-unread")).toBe("1");
  await program.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect.poll(async () => (await program.calls("mark_read")).length).toBeGreaterThan(before);
  await expect.poll(() => program.row("José Núñez").getAttribute("data-unread")).toBe("0");
  await program.close();
});

test("the patient's writing shows and ends with the message", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("patientTypes", "José Núñez");
  await program.part("typing").waitFor();
  await program.practice("patientWrites", "José Núñez", "Done");
  await expect.poll(() => program.part("typing").count()).toBe(0);
  await program.close();
});

test("delivery goes from sent to delivered to read under the last own message", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").fill("See you on Tuesday");
  await program.part("composer").press("Enter");
  const status = program.part("message").last().locator('[data-part="send-status"]');
  await expect.poll(() => status.textContent()).toBe("Sent");
  await program.practice("receipt", "José Núñez", "delivered");
  await expect.poll(() => status.textContent()).toBe("Delivered");
  await program.practice("receipt", "José Núñez", "read");
  await expect.poll(() => status.textContent()).toBe("Read");
  await program.close();
});

test("a conversation taken away leaves the screen at once, and its draft is under Not sent", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").fill("Half a thought");
  await program.part("search").focus();
  await expect.poll(async () => (await program.calls("save_draft")).length).toBe(1);
  await program.practice("leaveCareTeam", "José Núñez");
  await program.part("chat-removed").waitFor();
  await expect.poll(() => program.part("announcements").textContent()).toContain("conversation has ended");
  await expect.poll(() => program.row("José Núñez").count()).toBe(0);
  expect(await program.page.locator("body").textContent()).not.toContain("José Núñez");
  await program.part("nav-not-sent").click();
  expect(await program.part("not-sent-message").textContent()).toContain("Half a thought");
  expect(await program.part("not-sent-message").textContent()).toContain(
    "no longer on this patient's care team",
  );
  await program.close();
});

test("a conversation taken away under the hands leaves the focus on what is said of it", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").pressSequentially("Half a tho");
  await program.practice("failNext", "save_draft", "not_found");
  await program.practice("leaveCareTeam", "José Núñez");
  await program.part("chat-removed").waitFor();
  const focused = () => program.page.evaluate(() => document.activeElement?.getAttribute("data-part"));
  await expect.poll(focused).toBe("chat-removed-title");
  await program.close();
});

test("text that only the window has stays under Not sent until it is discarded", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.page.evaluate(() => window.practice.slow("save_draft", 60_000));
  await program.part("composer").fill("Half a thought");
  await program.practice("leaveCareTeam", "José Núñez");
  expect(await program.part("chat-removed").textContent()).toContain("Half a thought");
  await program.openChat("Maria Alvarez");
  await program.part("nav-not-sent").click();
  expect(await program.part("left-text").textContent()).toContain("Half a thought");
  await program.part("left-text-discard").click();
  await expect.poll(() => program.part("left-text").count()).toBe(0);
  await program.close();
});

test("a message that waits is not shown as sent in its row", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("goOffline");
  await program.part("composer").fill("This one waits");
  await program.part("composer").press("Enter");
  const preview = program.row("José Núñez").locator('[data-part="row-preview"]');
  await expect.poll(() => preview.textContent()).toBe("Queued. You: This one waits");
  expect(await program.rowName("José Núñez")).toContain("Queued. You: This one waits");
  await program.practice("goOnline");
  await expect.poll(() => preview.textContent()).toBe("You: This one waits");
  await program.close();
});

test("when trying again or discarding fails, the message says so", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("refuseNext", "José Núñez", "refused", true);
  await program.part("composer").fill("Will be refused");
  await program.part("composer").press("Enter");
  await program.part("retry-message").waitFor();
  await expect
    .poll(() => program.part("announcements").textContent())
    .toBe("A message to José Núñez was not sent");
  await program.practice("failNext", "retry_message", "disk_full");
  await program.part("retry-message").click();
  await expect
    .poll(() => program.part("message").last().locator('[data-part="error"]').textContent())
    .toContain("disk is full");
  await program.close();
});

test("a refused message can be tried again or discarded", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("refuseNext", "José Núñez", "refused", true);
  await program.part("composer").fill("Will be refused");
  await program.part("composer").press("Enter");
  await program.part("retry-message").waitFor();
  expect(await program.part("nav-not-sent").textContent()).toContain("1 not sent");
  await program.practice("refuseNext", "José Núñez", "refused", true);
  await program.part("retry-message").click();
  await program.part("retry-message").waitFor();
  await program.part("discard-message").click();
  await program.part("discard-confirm").click();
  await expect.poll(() => program.page.getByText("Will be refused").count()).toBe(0);
  await program.close();
});

test("a clicked notification opens its chat", async () => {
  const program = await open();
  await program.part("nav-settings").click();
  const id = await program.page.evaluate(() => window.practice.named("José Núñez").id);
  await program.practice("emit", { kind: "open_conversation", conversation_id: id });
  await expect.poll(() => program.part("chat-name").textContent()).toBe("José Núñez");
  await program.close();
});

test("after lagged events everything is read again", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.page.evaluate(() => {
    const conversation = window.practice.named("José Núñez");
    conversation.add(false, "Missed by the events", new Date());
  });
  await program.practice("emit", { kind: "events_lagged" });
  await expect.poll(() => program.part("message").last().textContent()).toContain("Missed by the events");
  await program.close();
});
