/** Writing: nothing typed is lost, nothing goes out by accident. */

import { expect, test } from "vitest";
import { withBrowser } from "./window";

const { open } = withBrowser();

test("the Enter that ends a word in an input method does not send", async () => {
  const program = await open();
  await program.findChat("王小明");
  const composer = program.part("composer");
  const session = await program.page.context().newCDPSession(program.page);
  await session.send("Input.imeSetComposition", { text: "ni hao", selectionStart: 6, selectionEnd: 6 });
  await session.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Process",
    code: "Enter",
    windowsVirtualKeyCode: 229,
  });
  await composer.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await composer.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  expect(await program.calls("send_message")).toHaveLength(0);
  await session.send("Input.insertText", { text: "你好" });
  expect(await composer.inputValue()).toBe("你好");
  await composer.press("Enter");
  await expect.poll(() => program.calls("send_message")).toHaveLength(1);
  await program.close();
});

test("who sends with Ctrl+Enter breaks the line with Enter, and the table of the keys says so", async () => {
  const program = await open();
  await program.page.evaluate(() => {
    window.practice.settings = { ...window.practice.settings, send_key: "ctrl_enter" };
  });
  await program.practice("emit", { kind: "events_lagged" });
  await program.openChat("José Núñez");
  const { keyboard } = program.page;
  await expect.poll(async () => (await program.calls("settings")).length).toBeGreaterThan(1);
  await keyboard.type("First line");
  await keyboard.press("Enter");
  await keyboard.type("second line");
  expect(await program.part("composer").inputValue()).toBe("First line\nsecond line");
  expect(await program.calls("send_message")).toHaveLength(0);
  await keyboard.press("Control+Enter");
  await expect.poll(() => program.calls("send_message")).toHaveLength(1);
  await program.part("nav-help").click();
  expect(await program.page.getByRole("row", { name: "Send the message" }).textContent()).toContain(
    "Ctrl Enter",
  );
  await program.close();
});

test("each patient has their own draft, kept over switching and shown in the row", async () => {
  const program = await open();
  await program.openChat("Maria Alvarez");
  await program.part("composer").fill("For the older Maria");
  await program.openChat("María Álvarez");
  expect(await program.part("composer").inputValue()).toBe("");
  await program.part("composer").fill("For the younger María");
  await program.openChat("Maria Alvarez");
  expect(await program.part("composer").inputValue()).toBe("For the older Maria");
  await expect
    .poll(() => program.row("María Álvarez").textContent())
    .toContain("Draft: For the younger María");
  await program.close();
});

test("when sending fails the text comes back with the reason", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("failNext", "send_message", "disk_full");
  await program.part("composer").fill("Precious words");
  await program.part("composer").press("Enter");
  await program.part("error").waitFor();
  expect(await program.part("error").textContent()).toContain("disk is full");
  expect(await program.part("composer").inputValue()).toBe("Precious words");
  await program.part("composer").press("Enter");
  await expect.poll(() => program.part("message").last().textContent()).toContain("Precious words");
  expect(await program.part("error").count()).toBe(0);
  await program.close();
});

test("a session that ends while typing shows nothing of a patient and gives everything back", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").pressSequentially("Not finished ye");
  await program.practice("endSession");
  await program.part("sign-in").waitFor();
  const page = await program.page.content();
  for (const word of ["José", "Not finished ye", "Maria"]) expect(page).not.toContain(word);
  expect(await program.part("sign-in-username").inputValue()).toBe("keller");
  expect(await program.part("sign-in-username").getAttribute("readonly")).not.toBeNull();
  await program.part("sign-in-password").fill("linden-bridge-42");
  await program.part("sign-in-submit").click();
  await expect.poll(() => program.part("chat-name").textContent()).toBe("José Núñez");
  expect(await program.part("composer").inputValue()).toBe("Not finished ye");
  await program.close();
});

test("a counter appears near the limit, and a text that is too long is not sent", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  const composer = program.part("composer");
  await composer.fill("a".repeat(15_000));
  expect(await program.part("counter").count()).toBe(0);
  await composer.fill("ä".repeat(8_000));
  expect(await program.part("counter").textContent()).toBe("384 bytes left");
  await composer.fill("ä".repeat(8_193));
  expect(await program.part("counter").textContent()).toContain("2 bytes too long");
  await composer.press("Enter");
  expect(await program.calls("send_message")).toHaveLength(0);
  expect((await composer.inputValue()).length).toBe(8_193);
  await program.close();
});

test("blank text is not sent", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").fill("  \n ");
  await program.part("composer").press("Enter");
  expect(await program.calls("send_message")).toHaveLength(0);
  await program.close();
});

test("the composer grows to eight lines and scrolls from there", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  const composer = program.part("composer");
  const height = () => composer.evaluate((element) => element.clientHeight);
  const one = await height();
  await composer.fill("1\n2\n3\n4");
  const four = await height();
  await composer.fill("1\n2\n3\n4\n5\n6\n7\n8");
  const eight = await height();
  await composer.fill(Array.from({ length: 30 }, (_, line) => line).join("\n"));
  expect(four).toBeGreaterThan(one * 2);
  expect(eight).toBeGreaterThan(four * 1.5);
  expect(await height()).toBe(eight);
  expect(await composer.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
  await program.close();
});

test("the composer shows its whole text when the window becomes narrower", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  const composer = program.part("composer");
  await composer.fill("A sentence that fits on two lines while the window is wide. ".repeat(3));
  await program.page.setViewportSize({ width: 760, height: 800 });
  await expect
    .poll(() => composer.evaluate((element) => element.scrollHeight - element.clientHeight))
    .toBeLessThanOrEqual(0);
  await program.close();
});

test("a draft that cannot be saved is not said to be kept", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("failNext", "save_draft", "disk_full");
  await program.part("composer").fill("Precious words");
  await expect.poll(() => program.part("error").textContent()).toContain("not saved yet");
  await program.part("nav-help").focus();
  await expect.poll(() => program.part("error").count()).toBe(0);
  await program.close();
});

test("a message that comes in while one is writing takes neither the focus nor the text", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  const composer = program.part("composer");
  await composer.pressSequentially("I am wri");
  await program.practice("patientWrites", "José Núñez", "One more thing");
  await expect.poll(() => program.part("message").last().textContent()).toContain("One more thing");
  await program.page.keyboard.type("ting");
  expect(await composer.inputValue()).toBe("I am writing");
  await program.close();
});

test("words sent in quick succession go out in their order, and the draft stays empty", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("slow", "send_message", 60);
  for (const word of ["one", "two", "three"]) {
    await program.part("composer").pressSequentially(word);
    await program.part("composer").press("Enter");
  }
  await expect
    .poll(async () => (await program.part("message-text").allTextContents()).slice(-3))
    .toEqual(["one", "two", "three"]);
  const draft = () => program.page.evaluate(() => window.practice.named("José Núñez").draft);
  await expect.poll(draft).toBe("");
  await program.close();
});
