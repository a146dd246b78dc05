/** The list of the criteria of WCAG 2.2: complete, and every test that it names is there. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const CRITERIA =
  "1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 " +
  "2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 " +
  "3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3";

const list = readFileSync(join(ROOT, "docs/accessibility/wcag-2.2-aa.md"), "utf8");
const rows = [...list.matchAll(/^\| (\d\.\d\.\d+) \| [^|]+ \| (.+) \|$/gmu)];

/** The text of every file below a folder of the project whose name ends so. */
function sources(folder: string, ending: string): string {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  const wanted = names.filter((name) => name.endsWith(ending));
  return wanted.map((name) => readFileSync(join(ROOT, folder, name), "utf8")).join("\n");
}

test("every criterion of level A and AA stands in the list once", () => {
  expect(rows.map(([, number]) => number)).toEqual(CRITERIA.split(" "));
});

test("every criterion has a test or a reason", () => {
  const bare = rows.filter(([, , shown = ""]) => !/`|the matrix|Does not apply: ./u.test(shown));
  expect(bare.map(([, number]) => number)).toEqual([]);
});

test("every test that the list names is there", () => {
  const written =
    sources("ui/test", ".test.ts") + sources("ui/src", ".test.ts") + sources("ui/src", ".test.tsx");
  const stories = sources("tests/stories", ".rs");
  const named = [...list.matchAll(/`([^`]+)`/gu)].map(([, name = ""]) => name);
  const tests = named.filter((name) => !name.includes("/") && name !== "link");
  const missing = tests.filter((name) => !written.includes(`"${name}"`) && !stories.includes(`fn ${name}(`));
  expect(tests.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});
