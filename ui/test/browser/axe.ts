/** What axe finds on a page. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ProgramWindow } from "./window";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules that are broken, each with where. */
export async function violations(program: ProgramWindow): Promise<string[]> {
  await program.page.evaluate(axeSource);
  return program.page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const result = await axe.run(document, { runOnly: rules });
    return result.violations.map(
      (found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" | ")}`,
    );
  }, RULES);
}
