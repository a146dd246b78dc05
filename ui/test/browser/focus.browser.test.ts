/** The focus is never lost, everything can be reached with it, and the keys with which text is edited stay theirs. */

import { expect, test } from "vitest";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

/** Whether the focus stands on something in this pane, or on the pane itself. */
function isWithin(program: ProgramWindow, part: string): Promise<boolean> {
  return program.page.evaluate(
    (pane) => document.activeElement?.closest(`[data-part="${pane}"]`) !== null,
    part,
  );
}

/** What can be clicked or typed into, and was not reached with Tab from the beginning of the page to its end. */
async function unreached(program: ProgramWindow): Promise<string[]> {
  const total = await program.page.evaluate(() => {
    const wanted = "button, input, textarea, a[href], summary, [tabindex='0']";
    const reachable = [...document.querySelectorAll<HTMLElement>(wanted)].filter((element) => {
      const shown = element.getClientRects().length > 0 && !element.closest("[inert], [aria-hidden='true']");
      const disabled = element.matches(":disabled, [aria-disabled='true'], [tabindex='-1']");
      // Of the choices of a group one has the focus, and the arrow keys lead to the others.
      const other = element instanceof HTMLInputElement && element.type === "radio" && !element.checked;
      return shown && !disabled && !other;
    });
    for (const element of reachable) element.dataset.unreached = "";
    document.addEventListener("focusin", ({ target }) => {
      if (target instanceof HTMLElement) delete target.dataset.unreached;
    });
    if (document.activeElement instanceof HTMLElement) delete document.activeElement.dataset.unreached;
    return reachable.length;
  });
  for (let step = 0; step <= total + 5; step += 1) await program.page.keyboard.press("Tab");
  return program.page.evaluate(() =>
    [...document.querySelectorAll("[data-unreached]")].map((element) => element.outerHTML.slice(0, 160)),
  );
}

const SCREENS: [
  name: string,
  scenario: string | undefined,
  reach: (program: ProgramWindow) => Promise<unknown>,
][] = [
  ["the sign-in", "first-run", (program) => program.part("sign-in").waitFor()],
  ["the lock screen", "locked:8", (program) => program.part("lock-screen").waitFor()],
  ["a missing key", "key:missing", (program) => program.part("key-unavailable").waitFor()],
  ["the list", undefined, (program) => program.part("conversation-row").first().waitFor()],
  ["a search for nobody", undefined, (program) => program.part("search").fill("nobody")],
  ["a chat", undefined, (program) => program.openChat("José Núñez")],
  ["what was not sent", "unsent", (program) => program.part("nav-not-sent").click()],
  ["the settings", undefined, showSettings],
  ["the help", undefined, (program) => program.part("nav-help").click()],
];

async function showSettings(program: ProgramWindow) {
  await program.part("nav-settings").click();
  await program.part("device").first().waitFor();
}

test.each(SCREENS)("everything in %s is reached with Tab", async (_name, scenario, reach) => {
  const program = await open({ scenario });
  await reach(program);
  expect(await unreached(program)).toEqual([]);
  await program.close();
});

test("the focus begins in the search field, after the sign-in and after the lock, too", async () => {
  const program = await open({ scenario: "signed-out" });
  const { keyboard } = program.page;
  await keyboard.type("linden-bridge-42");
  await keyboard.press("Enter");
  await expect.poll(() => program.focused()).toBe("search");
  await keyboard.press("Control+l");
  await program.part("lock-screen").waitFor();
  await expect.poll(() => program.focused()).toBe("unlock-password");
  await keyboard.type("linden-bridge-42");
  await keyboard.press("Enter");
  await expect.poll(() => program.focused()).toBe("search");
  await program.close();
});

test("a question that is given up gives the focus back to what asked it", async () => {
  const program = await open();
  const { keyboard } = program.page;
  await showSettings(program);
  for (const part of ["sign-out", "remove-device"]) {
    await program.part(part).focus();
    await keyboard.press("Enter");
    await program.part(`${part}-dialog`).waitFor();
    expect(await isWithin(program, `${part}-dialog`)).toBe(true);
    await keyboard.press("Escape");
    await expect.poll(() => program.focused()).toBe(part);
  }
  await program.close();
});

test("what goes away under the focus leaves it in its pane", async () => {
  const program = await open({ scenario: "unsent" });
  const { keyboard } = program.page;
  await program.part("nav-not-sent").click();
  const texts = await program.part("not-sent-message").count();
  await program.part("discard-message").first().focus();
  await keyboard.press("Enter");
  await program.part("discard-dialog").waitFor();
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect.poll(() => program.part("not-sent-message").count()).toBe(texts - 1);
  await expect.poll(() => isWithin(program, "not-sent")).toBe(true);

  await showSettings(program);
  await program.page.getByRole("button", { name: "Sign out reception <desk>" }).focus();
  await keyboard.press("Enter");
  await program.part("sign-out-device-dialog").waitFor();
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect.poll(() => program.part("device").count()).toBe(2);
  await expect.poll(() => isWithin(program, "settings")).toBe(true);
  await program.close();
});

test("a banner that is closed leaves the focus in the window", async () => {
  const program = await open({ scenario: "recovery" });
  await program.part("recovery-noted").focus();
  await program.page.keyboard.press("Enter");
  await expect.poll(() => program.part("recovery-banner").count()).toBe(0);
  await expect.poll(() => isWithin(program, "frame")).toBe(true);
  await program.close();
});

test("the keys with which text is edited do so in the composer", async () => {
  const program = await open();
  const { keyboard } = program.page;
  await program.openChat("José Núñez");
  const text = () => program.part("composer").inputValue();
  await keyboard.type("two three");
  await keyboard.press("Home");
  await keyboard.type("one ");
  await keyboard.press("End");
  await keyboard.type(" four");
  expect(await text()).toBe("one two three four");
  await keyboard.press("Control+ArrowLeft");
  await keyboard.press("Control+ArrowLeft");
  await keyboard.press("Control+Shift+ArrowRight");
  await keyboard.press("Control+x");
  expect(await text()).toBe("one two  four");
  await keyboard.press("Control+z");
  expect(await text()).toBe("one two three four");
  await keyboard.press("Control+y");
  expect(await text()).toBe("one two  four");
  await keyboard.press("End");
  await keyboard.press("Control+Backspace");
  expect(await text()).toBe("one two  ");
  await keyboard.press("Control+a");
  await keyboard.press("Control+c");
  await keyboard.press("End");
  await keyboard.press("Control+v");
  expect(await text()).toBe("one two  one two  ");
  expect(await program.focused()).toBe("composer");
  expect(await program.part("message").count()).toBeGreaterThan(0);
  await program.close();
});

test("spelling is checked where messages are written, and nowhere else", async () => {
  const program = await open({ scenario: "signed-out" });
  const checked = () =>
    program.page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")]
        .filter((field) => !["radio", "checkbox"].includes(field.type) && field.spellcheck)
        .map((field) => field.dataset.part),
    );
  expect(await checked()).toEqual([]);
  await program.page.keyboard.type("linden-bridge-42");
  await program.page.keyboard.press("Enter");
  await program.openChat("José Núñez");
  expect(await checked()).toEqual(["composer"]);
  expect(await program.part("composer").getAttribute("lang")).toBe("en-GB");
  await program.page.keyboard.press("Control+k");
  await program.part("palette").waitFor();
  expect(await checked()).toEqual(["composer"]);
  await program.page.keyboard.press("Escape");
  await showSettings(program);
  expect(await checked()).toEqual([]);
  await program.close();
});
