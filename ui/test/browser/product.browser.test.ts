/** What the product's bundle must not contain. */

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let files: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "allia-ui-"));
  await build({ mode: "production", logLevel: "warn", build: { outDir: folder, emptyOutDir: true } });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the made-up practice is not in it", async () => {
  expect(files.some((file) => file.endsWith(".js"))).toBe(true);
  for (const file of files) {
    const text = await readFile(file, "utf8");
    for (const word of ["Lindenhof", "linden-bridge", "window.practice"]) expect(text).not.toContain(word);
  }
});

test("the page has no inline script, style or handler, and nothing comes from elsewhere", async () => {
  const page = await readFile(join(folder, "index.html"), "utf8");
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i);
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test("the screens use no storage of the web view and no network", async () => {
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    const text = await readFile(file, "utf8");
    expect(text).not.toMatch(
      /\b(localStorage|sessionStorage|indexedDB|XMLHttpRequest|WebSocket|EventSource)\b/,
    );
  }
});
