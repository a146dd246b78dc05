/** The line being read stays where it is. */

import { expect, test } from "vitest";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

/** The first message in view and how far below the edge it stands. */
function lineBeingRead(program: ProgramWindow): Promise<{ id: string; offset: number }> {
  return program.part("messages").evaluate((scroller) => {
    const top = scroller.getBoundingClientRect().top;
    for (const message of scroller.querySelectorAll<HTMLElement>("[data-part='message']")) {
      const box = message.getBoundingClientRect();
      if (box.bottom > top) return { id: message.dataset.messageId ?? "", offset: Math.round(box.top - top) };
    }
    return { id: "", offset: 0 };
  });
}

function offsetOf(program: ProgramWindow, id: string): Promise<number> {
  return program.part("messages").evaluate((scroller, wanted) => {
    const message = scroller.querySelector(`[data-message-id="${wanted}"]`);
    const top = message?.getBoundingClientRect().top ?? Number.NaN;
    return Math.round(top - scroller.getBoundingClientRect().top);
  }, id);
}

function toEnd(program: ProgramWindow): Promise<number> {
  return program
    .part("messages")
    .evaluate((scroller) => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop);
}

async function scrollTo(program: ProgramWindow, top: number): Promise<void> {
  await program.part("messages").evaluate(async (scroller, wanted) => {
    scroller.scrollTop = wanted;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, top);
}

test("loading older messages does not move the line being read, down to the first message", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  const total = await program.page.evaluate(() => window.practice.named("José Núñez").messages.length);
  expect(await program.part("message").count()).toBeLessThan(total);
  await program.practice("slow", "messages", 80);
  for (;;) {
    const before = await program.part("message").count();
    if (before === total) break;
    await scrollTo(program, 300);
    const read = await lineBeingRead(program);
    const line = await program.page.locator(`[data-message-id="${read.id}"]`).elementHandle();
    await expect.poll(() => program.part("message").count()).toBeGreaterThan(before);
    expect(Math.abs((await offsetOf(program, read.id)) - read.offset)).toBeLessThanOrEqual(1);
    expect(await line?.evaluate((element) => element.isConnected)).toBe(true);
  }
  expect(await program.part("messages").textContent()).toContain("The conversation begins here");
  await program.close();
});

test("a chat opens at its end and stays there when messages come in and the composer grows", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  expect(await toEnd(program)).toBeLessThanOrEqual(1);
  await program.practice("patientWrites", "José Núñez", "A new line at the end");
  await expect.poll(() => program.part("message").last().textContent()).toContain("A new line at the end");
  expect(await toEnd(program)).toBeLessThanOrEqual(1);
  await program.part("composer").fill("1\n2\n3\n4\n5\n6");
  await expect.poll(() => toEnd(program)).toBeLessThanOrEqual(1);
  await program.close();
});

test("reading further up, a new message moves nothing and a button leads to it", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await scrollTo(program, 1_200);
  await expect.poll(() => program.part("to-newest").count()).toBe(1);
  await scrollTo(program, 1_200);
  const read = await lineBeingRead(program);
  await program.practice("patientWrites", "José Núñez", "Below the fold");
  await expect.poll(() => program.part("to-newest").textContent()).toContain("New messages");
  expect(Math.abs((await offsetOf(program, read.id)) - read.offset)).toBeLessThanOrEqual(1);
  expect(await program.row("José Núñez").getAttribute("data-unread")).toBe("1");
  await program.part("to-newest").click();
  await expect.poll(() => toEnd(program)).toBeLessThanOrEqual(1);
  await expect.poll(() => program.row("José Núñez").getAttribute("data-unread")).toBe("0");
  await program.close();
});

test("one's own message leads back to the end", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await scrollTo(program, 900);
  await program.part("composer").fill("Back to now");
  await program.part("composer").press("Enter");
  await expect.poll(() => program.part("message").last().textContent()).toContain("Back to now");
  await expect.poll(() => toEnd(program)).toBeLessThanOrEqual(1);
  await program.close();
});

test("resizing the window keeps the line being read", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await scrollTo(program, 1_500);
  const read = await lineBeingRead(program);
  await program.page.setViewportSize({ width: 860, height: 700 });
  await expect
    .poll(async () => Math.abs((await offsetOf(program, read.id)) - read.offset))
    .toBeLessThanOrEqual(2);
  await program.close();
});

test("many unread messages: the chat opens at the line before the first of them", async () => {
  const program = await open();
  for (let number = 1; number <= 25; number += 1) {
    await program.practice("patientWrites", "José Núñez", `Unread number ${number}\nwith a second line`);
  }
  await program.openChat("José Núñez");
  const line = await program.part("new-line").boundingBox();
  const pane = await program.part("messages").boundingBox();
  expect(line && pane && line.y >= pane.y && line.y < pane.y + pane.height / 2).toBe(true);
  expect(await program.row("José Núñez").getAttribute("data-unread")).not.toBe("0");
  await program.close();
});

test("a message found by its words is shown in its place, and the button leads back to now", async () => {
  const program = await open();
  await program.page.evaluate(() => {
    const message = window.practice.named("José Núñez").messages[20];
    if (message) message.text = "The pelican appointment";
  });
  await program.part("search").fill("pelican");
  await program.part("message-hit").click();
  const found = program.part("message").filter({ hasText: "The pelican appointment" });
  await found.waitFor();
  expect(await found.getAttribute("data-position")).toBe("21");
  const box = await found.boundingBox();
  const pane = await program.part("messages").boundingBox();
  expect(box && pane && box.y >= pane.y && box.y < pane.y + pane.height).toBe(true);
  await program.part("to-newest").click();
  await expect.poll(() => toEnd(program)).toBeLessThanOrEqual(1);
  const last = await program.page.evaluate(() => window.practice.named("José Núñez").messages.length);
  await expect.poll(() => program.part("message").last().getAttribute("data-position")).toBe(String(last));
  await program.close();
});

test("a new search in a list scrolled far down begins at its first row", async () => {
  const program = await open({ scenario: "large" });
  await program.part("conversation-rows").focus();
  await program.page.keyboard.press("End");
  await program.page.locator('[data-part="conversation-row"][aria-posinset="10000"]').waitFor();
  await program.part("search").fill("ma");
  await program.page.locator('[data-part="conversation-row"][aria-posinset="1"]').waitFor();
  expect(await program.page.locator('[data-active="true"]').count()).toBe(0);
  await program.close();
});

test("with 10,000 patients only the rows on the screen are drawn, and the last one is a key away", async () => {
  const program = await open({ scenario: "large" });
  expect(await program.part("conversation-row").count()).toBeLessThan(40);
  await program.part("conversation-rows").focus();
  await program.page.keyboard.press("End");
  const last = program.page.locator('[data-part="conversation-row"][aria-posinset="10000"]');
  await last.waitFor();
  expect(await last.getAttribute("data-active")).toBe("true");
  expect(await program.part("conversation-row").count()).toBeLessThan(40);
  await program.page.keyboard.press("Home");
  await program.page.locator('[data-part="conversation-row"][aria-posinset="1"]').waitFor();
  await program.close();
});
