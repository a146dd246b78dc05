/** The screens are laid out along the reading direction, never by left and right. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCES = join(import.meta.dirname, "../..");

const PHYSICAL = [
  /(?<![\w-])(left|right|top|bottom|width|height)\s*:/u,
  /(?<![\w-])(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)/u,
  /(?<![\w-])(min|max)-(width|height)\s*:\s*[^)\s]+\s*;/u,
  /(?<![\w-])border-(top|bottom)-(left|right)-radius/u,
  /(?<![\w-])(text-align|float|clear)\s*:\s*(left|right)/u,
  /(?<![\w-])overflow-[xy]\s*:\s*visible/u,
  /translateX|\[dir="?(ltr|rtl)"?\]\s+\.(?!mirrored)/u,
];

/** A shorthand of four values names left and right in turn. */
const FOUR = /(?<![\w-])(margin|padding|inset|border-width|border-radius)\s*:\s*([^;]+);/gu;

function unevenSides(css: string): string[] {
  return [...css.matchAll(FOUR)].flatMap(([declaration, property = "", value = ""]) => {
    const sides = value.match(/(?:[^\s(]+\([^)]*\)|[^\s(]+)/gu) ?? [];
    const uneven =
      property === "border-radius" ? new Set(sides).size > 1 : sides.length === 4 && sides[1] !== sides[3];
    return uneven ? [declaration] : [];
  });
}

function physical(css: string): string[] {
  const rules = css.replace(/\/\*.*?\*\//gsu, "");
  return [...PHYSICAL.flatMap((pattern) => rules.match(pattern)?.[0] ?? []), ...unevenSides(rules)];
}

test("left and right are found in CSS", () => {
  expect(physical("a { margin-left: 1rem; }")).not.toEqual([]);
  expect(physical("a { inset: 0; left: 0; }")).not.toEqual([]);
  expect(physical("a { text-align: right; }")).not.toEqual([]);
  expect(physical("a { padding: 0 var(--space-1) 0 calc(1px + 2px); }")).not.toEqual([]);
  expect(physical("a { padding: 0 1px 0 1px; margin-inline: 1px 2px; border-end-start-radius: 0; }")).toEqual(
    [],
  );
});

test("no style names left or right", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".css"),
  );
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) =>
    physical(readFileSync(join(SOURCES, file), "utf8")).map((what) => `${file}: ${what}`),
  );
  expect(found).toEqual([]);
});
