/** Every screen in a language whose texts are longer by two fifths, in both reading directions. */

import { expect, test } from "vitest";
import { misplacedTexts } from "./layout";
import { SCREENS } from "./screens";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

const WIDTHS = [2560, 1280, 720, 480];

/** A screen that is listed at several sizes is one screen here. */
const ONCE = SCREENS.filter(
  ({ name, size }) =>
    size === undefined || !SCREENS.some((other) => other !== undefined && isSame(name, other.name)),
);

function isSame(name: string, other: string): boolean {
  return name !== other && name.replace(/-\d+$/u, "") === other.replace(/-\d+$/u, "") && other < name;
}

async function atEveryWidth(program: ProgramWindow, name: string): Promise<Record<number, string[]>> {
  const found: Record<number, string[]> = {};
  for (const width of WIDTHS) {
    await program.page.setViewportSize({ width, height: width > 1000 ? 900 : 760 });
    const misplaced = await misplacedTexts(program);
    if (misplaced.length > 0) found[width] = misplaced;
    await program.screenshot(`languages/${name}-${width}`);
  }
  return found;
}

for (const language of ["long", "long-rtl"] as const) {
  test.each(ONCE)(
    `$name has room for ${language} texts at every width`,
    async ({ name, scenario, reach }) => {
      const program = await open({ scenario, language });
      await program.page.emulateMedia({ reducedMotion: "reduce" });
      await reach(program);
      expect(await atEveryWidth(program, `${name}-${language}`)).toEqual({});
      await program.close();
    },
  );
}

const LARGE = [
  "sign-in",
  "lock-failed",
  "list",
  "chat",
  "chat-busy",
  "not-sent",
  "settings",
  "help",
  "remove-device",
];

test.each(ONCE.filter(({ name }) => LARGE.includes(name)))(
  "$name keeps its texts at twice the text size",
  async ({ name, scenario, reach }) => {
    const program = await open({ scenario, settings: { text_size_percent: 200 } });
    await program.page.emulateMedia({ reducedMotion: "reduce" });
    await reach(program);
    expect(await atEveryWidth(program, `${name}-200-percent`)).toEqual({});
    await program.close();
  },
);

test("from right to left everything stands where its mirror image would", async () => {
  const places = async (language: "long" | "long-rtl") => {
    const program = await open({ language });
    await program.openChat("Maria Alvarez");
    const boxes: Record<string, { start: number; size: number }> = {};
    for (const part of [
      "navigation",
      "conversation-list",
      "chat",
      "composer",
      "send",
      "search",
      "messages",
    ]) {
      const box = await program.part(part).boundingBox();
      if (!box) throw new Error(`${part} is not drawn`);
      const start = language === "long" ? box.x : 1280 - box.x - box.width;
      boxes[part] = { start: Math.round(start), size: Math.round(box.width) };
    }
    await program.close();
    return boxes;
  };
  expect(await places("long-rtl")).toEqual(await places("long"));
});

test("the language of the setting is that of the page, at once and without signing in again", async () => {
  const program = await open();
  const page = () =>
    program.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
  expect(await page()).toEqual(["en", "ltr"]);
  await program.part("nav-settings").click();
  await program.page.getByText("Español", { exact: true }).click();
  await expect.poll(page).toEqual(["es", "ltr"]);
  expect(await program.part("nav-messages").textContent()).toContain("Mensajes");
  await program.close();
});

test("the lock screen speaks the language and has the text size that were set", async () => {
  const program = await open({
    scenario: "locked:8",
    settings: { language: "spanish", text_size_percent: 150 },
  });
  await expect.poll(() => program.part("unlock-submit").textContent()).toBe("Desbloquear");
  const size = await program.page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  expect(size).toBe("24px");
  await program.close();
});
