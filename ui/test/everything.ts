/** Looking for words everywhere in a window: in its stores, its page, and what React remembers. */

/** Every string that can be reached from a value; stores are asked for their value, backends are left out. */
export function stringsWithin(root: unknown, leaveOut: ReadonlySet<unknown> = new Set()): string[] {
  const found: string[] = [];
  const seen = new Set<unknown>(leaveOut);
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "string") found.push(value);
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value))
      continue;
    seen.add(value);
    if (value instanceof Map) waiting.push(...value.keys(), ...value.values());
    else if (value instanceof Set) waiting.push(...value);
    else waiting.push(...within(value));
  }
  return found;
}

function within(value: object): unknown[] {
  const asked =
    "get" in value && "subscribe" in value && typeof value.get === "function" ? [value.get()] : [];
  return [...asked, ...Reflect.ownKeys(value).map((key) => Reflect.get(value, key))];
}

/** Every string that React remembers of the page below an element. */
export function stringsInReact(container: Element, leaveOut: ReadonlySet<unknown>): string[] {
  const key = Object.keys(container).find((name) => name.startsWith("__reactContainer$"));
  if (key === undefined) throw new Error("React draws nothing in this element");
  const elsewhere = new Set([...leaveOut, window, document]);
  return stringsWithin(Reflect.get(container, key), elsewhere);
}
