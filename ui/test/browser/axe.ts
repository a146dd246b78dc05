/** What axe finds on the page as it stands. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RunOptions } from "axe-core";
import type { ProgramWindow } from "./window";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** All rules for levels A and AA, and the good practices beyond them. */
export const EVERY_RULE: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

/** The rules whose outcome depends on colours. */
export const COLOUR_RULES: RunOptions = {
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};

/** The rule that is broken and where, for each breach. Axe is brought into a page once. */
export async function violations(program: ProgramWindow, rules: RunOptions = EVERY_RULE): Promise<string[]> {
  if (!(await program.page.evaluate(() => "axe" in globalThis))) await program.page.evaluate(source);
  return program.page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const result = await axe.run(document, options);
    return result.violations.map(
      (found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" | ")}`,
    );
  }, rules);
}
