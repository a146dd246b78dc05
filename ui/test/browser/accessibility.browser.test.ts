/** Every screen in every theme, by axe; and what axe cannot see. */

import { expect, test } from "vitest";
import { violations } from "./axe";
import { SCREENS } from "./screens";
import { withBrowser } from "./window";

const { open } = withBrowser();
const THEMES = [
  { theme: "light", colorScheme: "light", forcedColors: "none" },
  { theme: "dark", colorScheme: "dark", forcedColors: "none" },
  { theme: "forced-colours", colorScheme: "dark", forcedColors: "active" },
] as const;

test.each(SCREENS)("$name has no violation in any theme", async ({ name, scenario, size, reach }) => {
  const program = await open({ ...size, scenario });
  await reach(program);
  for (const { theme, ...media } of THEMES) {
    await program.page.emulateMedia({ ...media, reducedMotion: "reduce" });
    await program.screenshot(`${name}-${theme}`);
    expect(await violations(program), theme).toEqual([]);
  }
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
