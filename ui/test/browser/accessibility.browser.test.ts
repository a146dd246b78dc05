/** Every screen in every appearance, by axe; and what axe cannot see. */

import { expect, test } from "vitest";
import { COLOUR_RULES, EVERY_RULE, violations } from "./axe";
import { cutOff, spaceText } from "./lost";
import { SCREENS } from "./screens";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();

/** How the window can look: what the system asks for, and what is set. A new appearance gets a line here. */
const APPEARANCES = [
  { appearance: "light", system: { colorScheme: "light" } },
  { appearance: "dark", system: { colorScheme: "dark" } },
  { appearance: "more-contrast", system: { contrast: "more" } },
  { appearance: "more-contrast-dark", system: { contrast: "more", colorScheme: "dark" } },
  { appearance: "forced-colours", system: { forcedColors: "active", colorScheme: "dark" } },
  { appearance: "high-contrast", system: {}, set: "high_contrast" },
] as const;

/** How the system stands unless an appearance says otherwise. Nothing moves while it is looked at. */
const ORDINARY = {
  colorScheme: "light",
  contrast: "no-preference",
  forcedColors: "none",
  reducedMotion: "reduce",
} as const;

const SIZES = [
  { width: 480, height: 760 },
  { width: 1280, height: 800 },
];

async function look(program: ProgramWindow, { system, set }: { system: object; set?: string }) {
  await program.page.emulateMedia({ ...ORDINARY, ...system });
  await program.page.evaluate((appearance) => {
    document.documentElement.dataset.appearance = appearance;
  }, set ?? "system");
}

async function textSize(program: ProgramWindow, percent: number) {
  await program.page.evaluate((size) => {
    document.documentElement.style.fontSize = `${size}%`;
    window.dispatchEvent(new Event("resize"));
  }, percent);
}

/** Each once: the sizes are gone through here. */
const EACH = SCREENS.filter(({ size }) => size === undefined || size.width === 1280);

/** Only colours differ between appearances, so each other rule is asked once for a size. */
test.each(EACH)("$name has no violation in any appearance and loses nothing at any size", async (screen) => {
  const program = await open({ scenario: screen.scenario });
  await screen.reach(program);
  for (const size of SIZES) {
    await program.page.setViewportSize(size);
    for (const { appearance, ...how } of APPEARANCES) {
      const place = `${screen.name}-${size.width}-${appearance}`;
      await look(program, how);
      await program.screenshot(place);
      const rules = appearance === "light" ? EVERY_RULE : COLOUR_RULES;
      expect(await violations(program, rules), place).toEqual([]);
    }
    await look(program, { system: {} });
    await textSize(program, 200);
    await program.screenshot(`${screen.name}-${size.width}-200-percent`);
    expect(await violations(program), `${screen.name}-${size.width}-200-percent`).toEqual([]);
    expect(await cutOff(program), `${screen.name}-${size.width}-200-percent`).toEqual([]);
    await textSize(program, 100);
  }
  await program.page.setViewportSize({ width: 320, height: 640 });
  await program.screenshot(`${screen.name}-320`);
  expect(await cutOff(program), `${screen.name} at 320 px`).toEqual([]);
  await program.page.setViewportSize({ width: 1280, height: 800 });
  await spaceText(program);
  await program.screenshot(`${screen.name}-text-spacing`);
  expect(await cutOff(program), `${screen.name} with widely spaced text`).toEqual([]);
  await program.close();
});

test("the setting for colours holds against the system's", async () => {
  const program = await open({ scheme: "light" });
  const ground = () => program.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await program.part("nav-settings").click();
  await program.page.getByText("Dark", { exact: true }).click();
  await expect.poll(ground).not.toBe(light);
  await program.close();
});

test("at twice the text size nothing is lost and nothing scrolls sideways", async () => {
  const program = await open({ width: 1600, height: 900 });
  await program.page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
    window.dispatchEvent(new Event("resize"));
  });
  await program.openChat("Maria Alvarez");
  for (const section of ["messages", "settings", "help"]) {
    await program.part(`nav-${section}`).click();
    const wide = await program.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
  }
  await program.part("nav-messages").click();
  await program.screenshot("chat-200-percent");
  for (const part of ["composer", "chat-name", "chat-presence", "notice-toggle", "search"]) {
    expect(await program.part(part).isVisible()).toBe(true);
  }
  const rows = await program
    .part("conversation-row")
    .evaluateAll((elements) =>
      elements.map((element) => element.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]),
    );
  const sorted = rows.sort(([a = 0], [b = 0]) => a - b);
  sorted.slice(1).forEach(([top = 0], index) => {
    expect(top).toBeGreaterThanOrEqual((sorted[index]?.[1] ?? 0) - 1);
  });
  await program.close();
});

test.each([
  { scenario: "locked:8", parts: ["unlock-password", "unlock-submit", "sign-out-instead"] },
  { scenario: "key:other_backend", parts: ["retry-key", "sign-in-again"] },
])("at twice the text size $scenario stays whole at 480 px", async ({ scenario, parts }) => {
  const program = await open({ scenario, width: 480, height: 760 });
  await program.page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  for (const part of parts) {
    await program.part(part).scrollIntoViewIfNeeded();
    const box = await program.part(part).boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 480).toBe(true);
  }
  await program.screenshot(`${scenario.replace(":", "-")}-200-percent`);
  await program.close();
});

test("at twice the text size the warning before the lock stays in the window", async () => {
  const program = await open({ width: 480, height: 760 });
  await program.page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
    window.dispatchEvent(new Event("resize"));
  });
  await program.practice("lockSoon", 60);
  for (const part of ["lock-warning", "stay-signed-in"]) {
    const box = await program.part(part).boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 480).toBe(true);
  }
  await program.screenshot("lock-warning-200-percent");
  await program.close();
});

test("from right to left the navigation stands on the right and own messages on the left", async () => {
  const program = await open();
  await program.page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  await program.openChat("Maria Alvarez");
  await program.screenshot("chat-right-to-left");
  const nav = await program.part("navigation").boundingBox();
  const chat = await program.part("chat").boundingBox();
  expect(nav && chat && nav.x > chat.x).toBe(true);
  const own = await program.page.locator('[data-own="true"] > div').last().boundingBox();
  const other = await program.page.locator('[data-own="false"] > div').last().boundingBox();
  expect(own && other && own.x < other.x).toBe(true);
  await program.close();
});
