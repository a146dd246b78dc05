/** The palette: patients and actions by typing. */

import { expect, test } from "vitest";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

/** The line that Enter would choose. */
function active(program: ProgramWindow) {
  return program.page.locator("[data-part='palette-options'] [aria-selected='true']");
}

async function openPalette(program: ProgramWindow): Promise<void> {
  await program.page.keyboard.press("Control+k");
  await program.part("palette").waitFor();
  await expect.poll(() => active(program).count()).toBe(1);
}

test("a patient is found by name or birth date, and Enter opens the chat with the focus in its composer", async () => {
  const program = await open();
  await openPalette(program);
  expect(await program.focused()).toBe("palette-field");
  await program.page.keyboard.type("nun");
  await expect.poll(() => program.part("palette-patient").count()).toBe(1);
  await program.page.keyboard.press("Enter");
  await expect.poll(() => program.part("chat-name").textContent()).toBe("José Núñez");
  await expect.poll(() => program.focused()).toBe("composer");
  expect(await program.part("palette").count()).toBe(0);

  await openPalette(program);
  await program.page.keyboard.type("1948-12-01");
  await expect.poll(() => program.part("palette-patient").textContent()).toContain("Wolfeschlegel");
  await program.close();
});

test("look-alikes are told apart by their birth dates, for the ear as well", async () => {
  const program = await open();
  await openPalette(program);
  await program.page.keyboard.type("maria alv");
  await expect.poll(() => program.part("palette-patient").count()).toBe(2);
  const spoken = await program.part("palette-options").ariaSnapshot();
  expect(spoken).toContain("Maria Alvarez Born 4 Mar 1980");
  expect(spoken).toContain("María Álvarez Born 23 Nov 1991");
  await program.screenshot("palette-look-alikes");
  await program.close();
});

test("Enter before the answer waits for it, and opens who answers to what is typed", async () => {
  const program = await open();
  await openPalette(program);
  await program.practice("slow", "list_conversations", 300);
  await program.page.keyboard.type("wolfe");
  expect(await active(program).count()).toBe(0);
  await program.page.keyboard.press("Enter");
  await expect.poll(() => program.part("chat-name").textContent()).toContain("Wolfeschlegel");
  await program.close();
});

test("a patient who moves while chosen stays chosen, and one who is gone is not replaced by another", async () => {
  const program = await open();
  await openPalette(program);
  await program.page.keyboard.press("ArrowDown");
  const chosen = await active(program).locator("bdi").first().textContent();
  await program.practice("patientWrites", "فاطمة الزهراء", "I move up");
  await expect.poll(() => program.part("palette-patient").first().textContent()).toContain("فاطمة");
  expect(await active(program).locator("bdi").first().textContent()).toBe(chosen);
  await program.practice("leaveCareTeam", chosen ?? "");
  await expect.poll(() => program.part("palette-options").textContent()).not.toContain(chosen);
  expect(await active(program).count()).toBe(0);
  await program.page.keyboard.press("Enter");
  expect(await program.part("no-chat").count()).toBe(1);
  expect(await program.part("palette").count()).toBe(1);
  await program.close();
});

test("Esc closes the palette, gives the focus back, and what was typed is forgotten", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await openPalette(program);
  await program.page.keyboard.type("settings");
  await program.page.keyboard.press("Escape");
  await expect.poll(() => program.part("palette").count()).toBe(0);
  await expect.poll(() => program.focused()).toBe("composer");
  await openPalette(program);
  expect(await program.part("palette-field").inputValue()).toBe("");
  await program.close();
});

test("the field is edited with the usual keys", async () => {
  const program = await open();
  const { keyboard } = program.page;
  const text = () => program.part("palette-field").inputValue();
  await openPalette(program);
  await keyboard.type("bcd");
  await keyboard.press("Home");
  await keyboard.type("a");
  await keyboard.press("End");
  await keyboard.type("e");
  expect(await text()).toBe("abcde");
  await keyboard.press("Control+a");
  await keyboard.press("Control+x");
  expect(await text()).toBe("");
  await keyboard.press("Control+z");
  await expect.poll(text).toBe("abcde");
  await program.close();
});

async function choose(program: ProgramWindow, search: string): Promise<void> {
  await openPalette(program);
  await program.page.keyboard.type(search);
  await program.part("palette-action").first().waitFor();
  await expect.poll(() => active(program).count()).toBe(1);
  const action = active(program).and(program.part("palette-action"));
  while ((await action.count()) === 0) await program.page.keyboard.press("ArrowDown");
  await program.page.keyboard.press("Enter");
}

test("actions lead to the sections with the focus in them, and into the search", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  const sections = { "go settings": "settings", "go help": "help", "go not sent": "not-sent" };
  for (const [search, part] of Object.entries(sections)) {
    await choose(program, search);
    await expect.poll(() => program.focused()).toBe(part);
  }
  await choose(program, "go messages");
  await expect.poll(() => program.focused()).toBe("composer");
  await choose(program, "search list");
  await expect.poll(() => program.focused()).toBe("search");
  await program.close();
});

test("what is typed can be taken to the list, where it says why a patient may be missing", async () => {
  const program = await open();
  await openPalette(program);
  await program.page.keyboard.type("nobody of this name");
  await expect.poll(() => active(program).getAttribute("data-part")).toBe("palette-search");
  await program.page.keyboard.press("Enter");
  await program.part("empty-search").waitFor();
  await expect.poll(() => program.focused()).toBe("search");
  expect(await program.part("search").inputValue()).toBe("nobody of this name");
  await program.close();
});

test("the colours change from the palette, and the ones that are set are not offered", async () => {
  const program = await open();
  await choose(program, "dark");
  await expect.poll(() => program.page.locator("html").getAttribute("data-appearance")).toBe("dark");
  await openPalette(program);
  await program.page.keyboard.type("colours");
  await expect.poll(() => program.part("palette-action").count()).toBe(3);
  await program.close();
});

test("an hour of quiet says until when where one is, and is ended there or from the palette", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await choose(program, "quiet hour");
  await expect.poll(() => program.part("quiet-banner").textContent()).toContain("No notifications until");
  await expect.poll(() => program.focused()).toBe("composer");
  await program.screenshot("quiet-banner");
  await program.part("quiet-noted").click();
  await expect.poll(() => program.part("quiet-banner").count()).toBe(0);
  await choose(program, "end quiet");
  await expect.poll(() => program.calls("end_quiet")).toHaveLength(1);
  await choose(program, "quiet hour");
  await program.part("quiet-end").click();
  await expect.poll(() => program.part("quiet-banner").count()).toBe(0);
  expect(await program.calls("end_quiet")).toHaveLength(2);
  await program.close();
});

test("a test notification from the palette leads to what came of it", async () => {
  const program = await open();
  await choose(program, "test notification");
  await program.part("test-notification-result").waitFor();
  expect(await program.part("test-notification-result").isVisible()).toBe(true);
  expect(await program.focused()).toBe("test-notification");
  await choose(program, "go help");
  await expect.poll(() => program.focused()).toBe("help");
  await choose(program, "go settings");
  await program.part("test-notification").waitFor();
  expect(await program.part("test-notification-result").count()).toBe(0);
  await program.close();
});

test("the next unread conversation opens, one after the other, and can be marked as read", async () => {
  const program = await open();
  await program.practice("patientWrites", "José Núñez", "One");
  await program.practice("patientWrites", "Zoë Brandt-Søndergaard", "Two");
  await expect.poll(() => program.row("José Núñez").getAttribute("data-unread")).not.toBe("0");
  await program.openChat("José Núñez");
  await expect.poll(() => program.row("José Núñez").getAttribute("data-unread")).toBe("0");
  await program.page.keyboard.press("Control+u");
  await expect.poll(() => program.part("chat-name").textContent()).not.toBe("José Núñez");
  await expect.poll(() => program.focused()).toBe("composer");
  await program.close();
});

test("signing out asks first, from wherever one is, and Esc goes back there", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await choose(program, "sign out");
  await program.part("sign-out-dialog").waitFor();
  await program.page.keyboard.press("Escape");
  await expect.poll(() => program.focused()).toBe("composer");
  await choose(program, "log out");
  await program.part("sign-out-dialog").waitFor();
  await program.page.keyboard.press("Tab");
  await program.page.keyboard.press("Enter");
  await program.part("sign-in").waitFor();
  await program.close();
});

test("the palette locks, and nothing of it is left behind the lock", async () => {
  const program = await open();
  await openPalette(program);
  await program.page.keyboard.type("José");
  await expect.poll(() => program.part("palette-patient").count()).toBe(1);
  await program.page.keyboard.press("Control+l");
  await program.part("lock-screen").waitFor();
  expect(await program.page.content()).not.toContain("José");
  expect(await program.focused()).toBe("unlock-password");
  await program.page.keyboard.press("Control+k");
  expect(await program.part("palette").count()).toBe(0);
  await program.close();
});

test("over a question no other action takes over", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await choose(program, "sign out");
  await program.part("sign-out-dialog").waitFor();
  for (const keys of ["Control+k", "Control+f", "F1", "?"]) await program.page.keyboard.press(keys);
  expect(await program.part("palette").count()).toBe(0);
  expect(await program.part("keys-dialog").count()).toBe(0);
  expect(await program.part("help").count()).toBe(0);
  expect(await program.part("sign-out-dialog").count()).toBe(1);
  await program.close();
});

test("the palette fits the narrow and the wide window, light and dark", async () => {
  for (const [width, scheme] of [
    [480, "light"],
    [2560, "dark"],
  ] as const) {
    const program = await open({ width, height: 760, scheme });
    await openPalette(program);
    await program.screenshot(`palette-${width}-${scheme}`);
    const box = await program.part("palette").boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= 760).toBe(true);
    await program.close();
  }
});
