/** High contrast: every text stands out 7 to 1, in light and dark, by the setting and by the system's wish. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { SCREENS } from "./screens";
import { type ProgramWindow, withBrowser } from "./window";

const { open } = withBrowser();
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Texts whose contrast is below 7 to 1, or 4.5 to 1 where they are large, with their contrast. */
async function faint(program: ProgramWindow): Promise<string[]> {
  await program.page.evaluate(axeSource);
  return program.page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const rules = { "color-contrast-enhanced": { enabled: true } };
    const result = await axe.run(document, { runOnly: ["color-contrast-enhanced"], rules });
    return result.violations.flatMap((found) =>
      found.nodes.map((node) => `${node.html} ${node.any[0]?.data?.contrastRatio}`),
    );
  });
}

test.each(SCREENS)("$name stands out in high contrast", async ({ name, scenario, size, reach }) => {
  const program = await open({ ...size, scenario, settings: { appearance: "high_contrast" } });
  await reach(program);
  for (const colorScheme of ["light", "dark"] as const) {
    await program.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await program.screenshot(`${name}-high-contrast-${colorScheme}`);
    expect(await faint(program), colorScheme).toEqual([]);
  }
  await program.close();
});

test("the system's wish for more contrast is the same as the setting's", async () => {
  const program = await open();
  const text = () => program.page.evaluate(() => getComputedStyle(document.body).color);
  const usual = await text();
  await program.page.emulateMedia({ contrast: "more" });
  await expect.poll(text).not.toBe(usual);
  await program.close();
});
