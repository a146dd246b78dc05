/** Looking for words everywhere in a window: in its stores, and in what React remembers of its page. */

import type { Store } from "../src/stores/store";

/** A text, and how it was reached. */
export interface Found {
  path: string;
  text: string;
}

/** Every text that can be reached from a value. Stores are asked for their value; the page itself is left out. */
export function textsWithin(root: unknown, leaveOut: ReadonlySet<unknown> = new Set()): Found[] {
  const found: Found[] = [];
  const seen = new Set<unknown>(leaveOut);
  const waiting: [path: string, value: unknown][] = [["", root]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [path, value] = next;
    if (typeof value === "string") found.push({ path, text: value });
    if (value === null || typeof value !== "object" || value instanceof EventTarget || seen.has(value))
      continue;
    seen.add(value);
    for (const [name, part] of parts(value)) waiting.push([`${path}.${name}`, part]);
  }
  return found;
}

function parts(value: object): [name: string, part: unknown][] {
  if (value instanceof Map)
    return [...value].flatMap(([key, kept]) => [
      ["key", key],
      [String(key), kept],
    ]);
  if (value instanceof Set) return [...value].map((member) => ["member", member]);
  const own = Object.entries(Object.getOwnPropertyDescriptors(value));
  const kept = own.map(([name, property]): [string, unknown] => [name, property.value]);
  return isStore(value) ? [["get()", value.get()], ...kept] : kept;
}

function isStore(value: object): value is Store<unknown> {
  return "get" in value && "set" in value && "subscribe" in value;
}

/** Every text that React remembers of the page below an element. */
export function textsInReact(container: Element, leaveOut: ReadonlySet<unknown>): Found[] {
  const key = Object.keys(container).find((name) => name.startsWith("__reactContainer$"));
  if (key === undefined) throw new Error("React draws nothing in this element");
  return textsWithin(Reflect.get(container, key), leaveOut);
}

/** Which of the words are in the texts, and where the first one is. */
export function wordsIn(texts: Found[], words: string[]): string[] {
  return words.flatMap((word) => {
    const where = texts.find(({ text }) => text.includes(word));
    return where === undefined ? [] : [`${word} at ${where.path}`];
  });
}
