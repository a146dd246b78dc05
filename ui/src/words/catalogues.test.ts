/** What holds for every word of the screens. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { literals } from "../../test/literals";
import { en } from "./en";
import { es } from "./es";

const SOURCES = join(import.meta.dirname, "..");

function sources(...endings: string[]): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((file) => endings.some((ending) => file.endsWith(ending)) && !file.includes(".test."))
    .map((file) => join(SOURCES, file));
}

test("text in markup, attributes and announcements is found", () => {
  const source = `
    const a = <p title="A title" className="quiet">Some text {found ? "yes" : words.no} {1 + 2}</p>;
    const b = <Field label={\`\${count} rows\`} hint={words.hint} part="row" error={bad && "Wrong"} />;
    announcer.say("Said aloud");
    const c = <h1>Allia Messages {"·"} {shown(<b>{"inner"}</b>)}</h1>;`;
  expect(
    literals("sample.tsx", source)
      .map(({ text }) => text)
      .sort(),
  ).toEqual(["A title", "Said aloud", "Some text", "Wrong", "inner", "rows", "yes"]);
});

test("no screen has words of its own", () => {
  const files = sources(".tsx", join("stores", "model.ts")).filter((file) => !file.includes("gallery"));
  const found = files.flatMap((file) =>
    literals(file, readFileSync(file, "utf8")).map(
      ({ line, text }) => `${relative(SOURCES, file)}:${line}: ${text}`,
    ),
  );
  expect(files.length).toBeGreaterThan(40);
  expect(found).toEqual([]);
});

/** Every text of a catalogue by its path; a function is asked with names for its arguments. */
function texts(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    const names = ["⟨1⟩", "⟨2⟩", "⟨3⟩"].slice(0, value.length);
    return texts(value(...names), path);
  }
  if (Array.isArray(value) && value.every((part) => typeof part === "string"))
    return [[path, value.join("")]];
  return Object.entries(value as object).flatMap(([name, part]) =>
    texts(part, path ? `${path}.${name}` : name),
  );
}

test("both languages say the same things, with the same names in them", () => {
  const english = new Map(texts(en));
  const spanish = new Map(texts(es));
  expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
  const placed = (text: string | undefined) => [...new Set(text?.match(/⟨\d⟩/gu))].sort();
  for (const [path, text] of english) expect(placed(spanish.get(path)), path).toEqual(placed(text));
});

test("what was not translated is meant to be the same", () => {
  const spanish = new Map(texts(es));
  const same = texts(en).filter(([path, text]) => /\p{L}{2}/u.test(text) && spanish.get(path) === text);
  expect(same.map(([path]) => path)).toEqual(["menu.zoom", "settings.computer.proxy"]);
});

test("no text is empty, shouts, or is spaced wrongly", () => {
  for (const [path, text] of [...texts(en), ...texts(es)]) {
    expect(text.trim(), path).not.toBe("");
    expect(text, path).not.toMatch(/!|¡|oops| {2}|\.\.\./iu);
  }
});

test("Spanish speaks to the clinician as usted", () => {
  const familiar =
    /\b(tú|tu|tus|ti|contigo|puedes|tienes|quieres|escribe tu|haz|estás|vuelve a intentarlo)\b/iu;
  for (const [path, text] of texts(es)) expect(text, path).not.toMatch(familiar);
});
