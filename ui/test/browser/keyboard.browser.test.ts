/** Every task without a mouse. */

import { expect, test } from "vitest";
import { withBrowser } from "./window";

const { open } = withBrowser();

test("sign in, search, open, write, send, step back and sign out with keys alone", async () => {
  const program = await open({ scenario: "signed-out" });
  const { keyboard } = program.page;
  expect(await program.focused()).toBe("sign-in-password");
  await keyboard.type("linden-bridge-42");
  await keyboard.press("Enter");
  await program.part("conversation-row").first().waitFor();

  await keyboard.press("Control+f");
  expect(await program.focused()).toBe("search");
  await keyboard.type("jose");
  await expect.poll(() => program.part("conversation-row").count()).toBe(1);
  await keyboard.press("ArrowDown");
  expect(await program.focused()).toBe("conversation-rows");
  await keyboard.press("Enter");
  await expect.poll(() => program.focused()).toBe("composer");
  expect(await program.part("chat-name").textContent()).toBe("José Núñez");

  await keyboard.type("Written without a mouse");
  await keyboard.press("Enter");
  await expect.poll(() => program.part("message").last().textContent()).toContain("Written without a mouse");
  expect(await program.focused()).toBe("composer");

  await keyboard.press("Escape");
  expect(await program.focused()).toBe("conversation-rows");
  await keyboard.press("Escape");
  expect(await program.focused()).toBe("search");
  expect(await program.part("search").inputValue()).toBe("");

  await keyboard.press("F6");
  await keyboard.press("F6");
  expect(await program.focused()).toBe("nav-messages");
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  expect(await program.focused()).toBe("nav-settings");
  await keyboard.press("Enter");
  await program.part("settings").waitFor();
  await program.part("sign-out").focus();
  await keyboard.press("Enter");
  await program.part("sign-out-dialog").waitFor();
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await program.part("sign-in").waitFor();
  await program.close();
});

test("Enter in the search field opens the first patient found by what is typed", async () => {
  const program = await open();
  await program.practice("slow", "list_conversations", 120);
  await program.part("search").pressSequentially("wolfe");
  await program.page.keyboard.press("Enter");
  await expect.poll(() => program.part("chat-name").textContent()).toContain("Wolfeschlegel");
  await program.close();
});

test("Enter in the search field opens nobody once one has gone elsewhere", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.practice("slow", "list_conversations", 200);
  await program.part("search").pressSequentially("wolfe");
  await program.page.keyboard.press("Enter");
  await program.part("composer").focus();
  await expect.poll(() => program.part("conversation-row").count()).toBe(1);
  await expect.poll(() => program.part("conversation-row").textContent()).toContain("Wolfeschlegel");
  expect(await program.part("chat-name").textContent()).toBe("José Núñez");
  await program.close();
});

test("Ctrl+F from another section keeps the open chat and selects the old search", async () => {
  const program = await open();
  await program.findChat("José Núñez");
  await program.part("nav-settings").click();
  await program.part("settings").waitFor();
  await program.page.keyboard.press("Control+f");
  await expect.poll(() => program.focused()).toBe("search");
  expect(await program.part("chat-name").textContent()).toBe("José Núñez");
  await program.page.keyboard.type("wolfe");
  expect(await program.part("search").inputValue()).toBe("wolfe");
  await program.close();
});

test("when the chosen patient is gone, Enter opens nobody", async () => {
  const program = await open();
  await program.part("conversation-rows").focus();
  for (let step = 0; step < 3; step += 1) await program.page.keyboard.press("ArrowDown");
  const active = program.page.locator('[data-active="true"] [data-part="row-name"]');
  const chosen = (await active.textContent()) ?? "";
  await program.practice("leaveCareTeam", chosen);
  await expect.poll(() => program.row(chosen).count()).toBe(0);
  expect(await active.count()).toBe(0);
  await program.page.keyboard.press("Enter");
  expect(await program.part("no-chat").count()).toBe(1);
  await program.page.keyboard.press("ArrowDown");
  expect(await active.count()).toBe(1);
  await program.close();
});

test("F6 goes round the panes, with Shift the other way", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  const { keyboard } = program.page;
  const round: (string | null)[] = [];
  for (let step = 0; step < 3; step += 1) {
    await keyboard.press("F6");
    round.push(await program.focused());
  }
  expect(round).toEqual(["nav-messages", "search", "composer"]);
  await keyboard.press("Shift+F6");
  expect(await program.focused()).toBe("search");
  await program.close();
});

test("the question mark shows the keys, but is only a character while one writes", async () => {
  const program = await open();
  await program.openChat("José Núñez");
  await program.page.keyboard.type("Really?");
  expect(await program.part("keys-dialog").count()).toBe(0);
  await program.part("conversation-rows").focus();
  await program.page.keyboard.press("?");
  await program.part("keys-dialog").waitFor();
  await program.page.keyboard.press("Escape");
  await expect.poll(() => program.part("keys-dialog").count()).toBe(0);
  expect(await program.focused()).toBe("conversation-rows");
  await program.close();
});

test("a row that moves while the keyboard stands on it is still the one that Enter opens", async () => {
  const program = await open();
  await program.part("conversation-rows").focus();
  for (let step = 0; step < 3; step += 1) await program.page.keyboard.press("ArrowDown");
  const chosen = await program.page.locator('[data-active="true"] [data-part="row-name"]').textContent();
  await program.practice("patientWrites", "فاطمة الزهراء", "I move up");
  await expect.poll(() => program.row("فاطمة الزهراء").getAttribute("aria-posinset")).toBe("1");
  await program.page.keyboard.press("Enter");
  await expect.poll(() => program.part("chat-name").textContent()).toBe(chosen);
  await program.close();
});

test("the list's width is moved with the arrow keys, within its bounds, and remembered", async () => {
  const program = await open();
  const divider = program.part("pane-divider");
  await divider.focus();
  for (let step = 0; step < 10; step += 1) await program.page.keyboard.press("ArrowRight");
  expect(await divider.getAttribute("aria-valuenow")).toBe("360");
  const box = await program.part("conversation-list").boundingBox();
  expect(box?.width).toBe(360);
  await program.part("nav-help").click();
  await program.part("nav-messages").click();
  expect(await divider.getAttribute("aria-valuenow")).toBe("360");
  await program.close();
});

test("under 720 px the list and the chat take turns, and Escape goes back", async () => {
  const program = await open({ width: 480, height: 760 });
  await program.openChat("José Núñez");
  expect(await program.part("conversation-list").isVisible()).toBe(false);
  await program.page.keyboard.press("Escape");
  await expect.poll(() => program.part("conversation-list").isVisible()).toBe(true);
  await expect.poll(() => program.focused()).toBe("conversation-rows");
  await program.page.keyboard.press("Enter");
  await expect.poll(() => program.focused()).toBe("composer");
  await program.part("chat-back").click();
  await expect.poll(() => program.focused()).toBe("conversation-rows");
  await program.openChat("José Núñez");
  await program.page.keyboard.press("Control+f");
  await expect.poll(() => program.focused()).toBe("search");
  await program.close();
});
