/** The part of a message that was searched for. */

/** Letters kept before what was found. */
const BEFORE = 24;

/** The text before, what was found, and the text after; nothing found leaves the text as it is. */
export function excerpt(text: string, search: string): [before: string, found: string, after: string] {
  const flat = text.replace(/\s+/gu, " ").trim();
  const lower = flat.toLowerCase();
  const words = search
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const places = [search.trim().toLowerCase(), ...words].map(
    (word) => [lower.indexOf(word), word.length] as const,
  );
  const place = places.find(([index, length]) => index !== -1 && length > 0);
  // Lower case can be longer than what it came from; then the places do not match.
  if (!place || lower.length !== flat.length) return [flat, "", ""];
  const [start, length] = place;
  const from = start <= BEFORE ? 0 : flat.lastIndexOf(" ", start - BEFORE / 2) + 1;
  const before = (from > 0 ? "… " : "") + flat.slice(from, start);
  return [before, flat.slice(start, start + length), flat.slice(start + length)];
}
