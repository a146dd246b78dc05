/** Criteria of WCAG 2.2 that only using the program can show. */

import { expect, test } from "vitest";
import { focusMarks } from "./focusMarks";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();
const PASSWORD = "linden-bridge-42";

const SECTIONS: [string, (program: ProgramWindow) => Promise<unknown>][] = [
  ["the chat", (program) => program.openChat("Maria Alvarez")],
  ["the settings", (program) => program.part("nav-settings").click()],
];

test.each(SECTIONS)(
  "in %s everything shows that it has the focus, and nothing covers it",
  async (_name, reach) => {
    const program = await open();
    await program.page.emulateMedia({ reducedMotion: "reduce" });
    await reach(program);
    const marks = await focusMarks(program);
    expect(marks.length).toBeGreaterThan(8);
    expect(marks.filter((mark) => mark.contrast < 3)).toEqual([]);
    expect(marks.filter((mark) => mark.covered)).toEqual([]);
    await program.close();
  },
);

test("the list's width is set by clicks alone, on a target of 24 px", async () => {
  const program = await open();
  const divider = program.part("pane-divider");
  const line = await divider.boundingBox();
  if (line === null) throw new Error("the line between list and chat is not drawn");
  const y = line.y + line.height / 2;
  const across = await program.page.evaluate(
    ([x = 0, at = 0]) =>
      Array.from({ length: 60 }, (_, step) => document.elementFromPoint(x - 30 + step, at)).filter(
        (element) => element?.matches("[data-part='pane-divider']"),
      ).length,
    [line.x, y],
  );
  expect(across).toBeGreaterThanOrEqual(24);
  const widths: (string | null)[] = [];
  for (let click = 0; click < 3; click += 1) {
    await divider.click({ position: { x: 0, y: 200 } });
    widths.push(await divider.getAttribute("aria-valuenow"));
  }
  expect(widths).toEqual(["360", "280", "320"]);
  const from = await divider.boundingBox();
  await program.page.mouse.move(from?.x ?? 0, y);
  await program.page.mouse.down();
  await program.page.mouse.move((from?.x ?? 0) + 20, y, { steps: 4 });
  await program.page.mouse.up();
  expect(await divider.getAttribute("aria-valuenow")).toBe("340");
  await program.close();
});

test("a tooltip comes with the focus, too, stays under the pointer, and goes with Escape", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("composer").fill("A word");
  const tooltip = program.page.getByRole("tooltip");
  await program.page.keyboard.press("Tab");
  await tooltip.waitFor();
  await program.page.keyboard.press("Escape");
  await expect.poll(() => tooltip.count()).toBe(0);
  expect(await program.part("composer").inputValue()).toBe("A word");
  await program.part("composer").focus();
  await program.part("composer").hover();
  await program.part("send").hover();
  await tooltip.waitFor();
  await tooltip.hover();
  await program.page.waitForTimeout(600);
  expect(await tooltip.count()).toBe(1);
  await program.close();
});

test("a password can be pasted and filled in by a password manager", async () => {
  for (const [scenario, part] of [
    ["signed-out", "sign-in-password"],
    ["locked", "unlock-password"],
  ] as const) {
    const program = await open({ scenario });
    const field = program.part(part);
    expect(await field.getAttribute("autocomplete")).toBe("current-password");
    await field.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      if (element.dispatchEvent(paste)) document.execCommand("insertText", false, text);
    }, PASSWORD);
    expect(await field.inputValue()).toBe(PASSWORD);
    await program.page.keyboard.press("Enter");
    await program.part("conversation-row").first().waitFor();
    await program.close();
  }
  const program = await open({ scenario: "signed-out" });
  expect(await program.part("sign-in-username").getAttribute("autocomplete")).toBe("username");
  await program.close();
});

test("nothing that was entered before is asked for again", async () => {
  const again = await open({ scenario: "signed-out" });
  expect(await again.part("sign-in-server").inputValue()).not.toBe("");
  expect(await again.part("sign-in-username").inputValue()).not.toBe("");
  await again.close();
  const ended = await open();
  await ended.practice("endSession");
  await ended.part("sign-in").waitFor();
  expect(await ended.part("sign-in-username").inputValue()).not.toBe("");
  await ended.close();
  const locked = await open({ scenario: "locked" });
  expect(await locked.page.locator("input").count()).toBe(1);
  await locked.close();
});

test("the navigation and the way to help stand in the same place in every section", async () => {
  const program = await open();
  const places: unknown[] = [];
  for (const section of ["messages", "not-sent", "settings", "help"]) {
    await program.part(`nav-${section}`).click();
    const names = await program.part("navigation").locator("button").allTextContents();
    places.push([names.map((name) => name.split(",")[0]), await program.part("nav-help").boundingBox()]);
  }
  for (const place of places) expect(place).toEqual(places[0]);
  await program.close();
});

test("what takes the focus or is typed into changes nothing by itself", async () => {
  const program = await open();
  const place = () => program.page.evaluate(() => document.querySelector("h1, h2")?.textContent);
  const before = await place();
  for (let step = 0; step < 14; step += 1) {
    await program.page.keyboard.press("Tab");
    expect(await place()).toBe(before);
    expect(await program.page.getByRole("dialog").count()).toBe(0);
  }
  await program.part("search").fill("wolfe");
  await expect.poll(() => program.part("conversation-row").count()).toBe(1);
  expect(await program.part("no-chat").count()).toBe(1);
  await program.close();
});

test("what is done with the pointer happens on letting go, and not when one has moved away", async () => {
  const program = await open();
  const settings = await program.part("nav-settings").boundingBox();
  const help = await program.part("nav-help").boundingBox();
  if (!settings || !help) throw new Error("the navigation is not drawn");
  await program.page.mouse.move(settings.x + 10, settings.y + 10);
  await program.page.mouse.down();
  expect(await program.part("settings").count()).toBe(0);
  await program.page.mouse.move(help.x + 300, help.y);
  await program.page.mouse.up();
  expect(await program.part("settings").count()).toBe(0);
  await program.close();
});

test("the words on a control are in its name", async () => {
  const program = await open();
  await program.openChat("Maria Alvarez");
  for (const section of ["messages", "settings", "help"]) {
    await program.part(`nav-${section}`).click();
    const labelled = program.page.locator("button[aria-label]:visible");
    for (const button of await labelled.all()) {
      const text = ((await button.innerText()) ?? "").trim();
      expect(await button.getAttribute("aria-label")).toContain(text);
    }
  }
  await program.close();
});

test("a message that comes in while a dialog is open is announced, too", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.part("conversation-rows").focus();
  await program.page.keyboard.press("?");
  await program.part("keys-dialog").waitFor();
  await program.practice("patientWrites", "José Núñez", "Behind the dialog");
  await expect.poll(() => program.part("announcements").textContent()).toContain("Behind the dialog");
  expect(
    await program.part("announcements").evaluate((region) => region.closest("[aria-hidden], [inert]")),
  ).toBe(null);
  await program.close();
});

test("a character alone is a key only in the list and the navigation", async () => {
  const program = await open();
  for (const part of ["nav-help", "conversation-rows"]) {
    await program.part(part).focus();
    await program.page.keyboard.press("?");
    await program.part("keys-dialog").waitFor();
    await program.page.keyboard.press("Escape");
    await expect.poll(() => program.part("keys-dialog").count()).toBe(0);
  }
  await program.openChat("Maria Alvarez");
  for (const part of ["messages", "notice-toggle", "pane-divider"]) {
    await program.part(part).focus();
    await program.page.keyboard.press("?");
    expect(await program.part("keys-dialog").count()).toBe(0);
  }
  await program.close();
});
