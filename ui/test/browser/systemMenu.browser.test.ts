/** The menu at the top of the screen, as a Mac has it. */

import { expect, test } from "vitest";
import type { SystemMenu } from "../../src/api/generated";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();
const MAC = { platform: "MacIntel" };

/** The names of the actions that can be chosen in the menu that was shown last. */
async function offered(program: ProgramWindow): Promise<string[]> {
  const menu = (await program.calls("show_menu")).at(-1)?.[0] as SystemMenu | undefined;
  const entries = menu?.folders.flatMap((folder) => folder.entries) ?? [];
  return entries.flatMap((entry) => (entry.kind === "action" && entry.enabled ? [entry.action] : []));
}

function choose(program: ProgramWindow, action: string) {
  return program.practice("emit", { kind: "action_chosen", action });
}

test("on a Mac the actions are in the system's menu, and what is chosen there is done", async () => {
  const program = await open(MAC);
  await expect.poll(() => offered(program)).toContain("palette");
  await choose(program, "help");
  await program.part("help").waitFor();
  await choose(program, "palette");
  await program.part("palette").waitFor();
  await program.page.keyboard.press("Escape");
  await choose(program, "no action of this name");
  await choose(program, "sign_out");
  await program.part("sign-out-dialog").waitFor();
  await choose(program, "settings");
  expect(await program.part("settings").count()).toBe(0);
  await program.close();
});

test("behind the lock nothing can be chosen from the system's menu", async () => {
  const program = await open(MAC);
  await program.page.keyboard.press("Meta+l");
  await program.part("lock-screen").waitFor();
  await expect.poll(() => offered(program)).toEqual([]);
  await choose(program, "palette");
  await program.page.keyboard.type("linden-bridge-42");
  await program.page.keyboard.press("Enter");
  await program.part("conversation-row").first().waitFor();
  expect(await program.part("palette").count()).toBe(0);
  await program.close();
});

test("on a Mac the command key is meant, and the control key is left to the text", async () => {
  const program = await open(MAC);
  await program.openChat("José Núñez");
  for (const keys of ["Control+k", "Control+f", "Control+l"]) await program.page.keyboard.press(keys);
  expect(await program.part("palette").count()).toBe(0);
  expect(await program.part("lock-screen").count()).toBe(0);
  await program.page.keyboard.press("Meta+k");
  await program.part("palette").waitFor();
  expect(await program.part("palette-options").textContent()).toContain("⌘");
  await program.close();
});

test("elsewhere the system has no such menu, and is asked for none", async () => {
  const program = await open();
  await program.part("conversation-row").first().waitFor();
  expect(await program.calls("show_menu")).toEqual([]);
  await program.close();
});
