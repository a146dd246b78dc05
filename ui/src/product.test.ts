/** What is built for people, and what only for those who work on it. */

import { join } from "node:path";
import { build } from "vite";
import { expect, test } from "vitest";

/** The modules that a build takes in, by their paths. */
async function modules(mode: string): Promise<string[]> {
  const taken: string[] = [];
  await build({
    root: join(import.meta.dirname, ".."),
    mode,
    logLevel: "silent",
    build: { write: false },
    plugins: [{ name: "modules", moduleParsed: ({ id }) => void taken.push(id) }],
  });
  return taken.map((id) => id.split("/ui/src/")[1] ?? "").filter((path) => path !== "");
}

const FOR_DEVELOPMENT = /^(gallery|api\/fake)\/|^words\/pseudo/u;

test("gallery, made-up practice and the language of tests are in no product", {
  timeout: 240_000,
}, async () => {
  const product = await modules("production");
  expect(product).toContain("app.tsx");
  expect(product.filter((path) => FOR_DEVELOPMENT.test(path))).toEqual([]);
  const development = await modules("fake");
  expect(development.filter((path) => FOR_DEVELOPMENT.test(path)).length).toBeGreaterThan(5);
});
