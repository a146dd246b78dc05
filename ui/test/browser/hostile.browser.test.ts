/** Names and texts are text, whatever they look like. */

import { expect, test } from "vitest";
import { withBrowser } from "./window";

const { open } = withBrowser();

const MARKUP = '<script>program.broken = 1</script><img src=x onerror="program.broken = 1"><b>bold</b>';

test("a name that is markup is shown as it is written", async () => {
  const program = await open();
  const name = "<img src=x onerror=alert(1)>";
  await program.findChat(name);
  expect(await program.part("chat-name").textContent()).toBe(name);
  expect(await program.page.locator('img[src="x"]').count()).toBe(0);
  await program.close();
});

test("a message that is markup is shown as it is written, also in the row", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("patientWrites", "José Núñez", MARKUP);
  await expect.poll(() => program.part("message-text").last().textContent()).toBe(MARKUP);
  expect(await program.row("José Núñez").locator('[data-part="row-preview"]').textContent()).toBe(MARKUP);
  expect(await program.page.locator("[data-part='message-text'] b").count()).toBe(0);
  expect(await program.page.evaluate(() => "broken" in window)).toBe(false);
  await program.close();
});

test("direction marks in a name or a message do not reach beyond it", async () => {
  const program = await open();
  await program.openChat("Robin \u202eetsoc\u202c Frost");
  await program.practice(
    "patientWrites",
    "Robin \u202eetsoc\u202c Frost",
    "\u202eabc \u2067 open to the end",
  );
  await expect.poll(() => program.part("message-text").last().textContent()).toContain("open to the end");
  const isolation = await program
    .part("message-text")
    .last()
    .evaluate((element) => [getComputedStyle(element).unicodeBidi, element.getAttribute("dir")]);
  expect(isolation[0]).toContain("isolate");
  expect(isolation[1]).toBe("auto");
  const time = await program.part("sent-at").last().textContent();
  expect(time).toMatch(/^\d{1,2}:\d{2}/);
  await program.close();
});

test("marks stacked on a letter do not cover the messages around it", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("patientWrites", "José Núñez", `Z${"\u0301".repeat(200)}`);
  await expect.poll(() => program.part("message-text").last().textContent()).toContain("\u0301");
  const overflow = await program
    .part("message-text")
    .last()
    .evaluate((element) => getComputedStyle(element).overflowY);
  expect(overflow).toBe("clip");
  await program.close();
});

test("only https addresses are links, and they ask before they open", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice(
    "patientWrites",
    "José Núñez",
    "javascript:alert(1) http://plain.example data:text/html,x https://user:pw@spoof.example https://real.example/a?b=c.",
  );
  const links = program.part("message").last().locator('[data-part="message-link"]');
  await expect.poll(() => links.allTextContents()).toEqual(["https://real.example/a?b=c"]);
  await links.click();
  await program.part("link-dialog").waitFor();
  expect(await program.part("link-dialog").textContent()).toContain("real.example");
  expect(await program.calls("open_link")).toHaveLength(0);
  await program.part("link-confirm").click();
  await expect.poll(() => program.calls("open_link")).toEqual([["https://real.example/a?b=c"]]);
  await program.close();
});

test("a word of 16,000 letters and a 60-letter name break nothing", async () => {
  const program = await open({ width: 800, height: 600 });
  const name = "Wolfeschlegelsteinhausenbergerdorff Maximiliana Augusta-Rose";
  await program.findChat(name);
  await program.practice("patientWrites", name, "x".repeat(16_000));
  await expect
    .poll(async () => (await program.part("message-text").last().textContent())?.length)
    .toBe(16_000);
  const wide = await program.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  const overflow = await program
    .part("messages")
    .evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(overflow).toBe(false);
  expect(await program.part("chat-name").textContent()).toBe(name);
  await program.close();
});

test("the page keeps nothing in the web view's storage", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").fill("A draft");
  await program.part("search").fill("maria");
  const kept = await program.page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    cookies: document.cookie,
  }));
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, cookies: "" });
  await program.close();
});
