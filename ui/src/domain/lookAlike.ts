/** Two patients whose names could be taken for each other; they are shown with their birth dates. */

import type { ConversationRow } from "../api/generated";

/** A name without accents, case, punctuation and the order of its words. */
function comparable(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .sort()
    .join(" ");
}

/**
 * Keys of a name such that two names share one if they differ in no more than one letter: the name itself and
 * the name with each letter left out.
 */
function keysOf(name: string): string[] {
  const plain = comparable(name);
  const letters = Array.from(plain);
  if (letters.length < 5) return [plain];
  return [
    plain,
    ...letters.map((_, index) =>
      letters
        .slice(0, index)
        .concat(letters.slice(index + 1))
        .join(""),
    ),
  ];
}

/** The conversations among `rows` whose patients have a look-alike among them. */
export function lookAlikes(rows: Iterable<ConversationRow>): Set<string> {
  const owner = new Map<string, string>();
  const alike = new Set<string>();
  for (const row of rows) {
    for (const key of keysOf(row.patient.display_name)) {
      const other = owner.get(key);
      if (other === undefined) {
        owner.set(key, row.conversation_id);
      } else if (other !== row.conversation_id) {
        alike.add(other);
        alike.add(row.conversation_id);
      }
    }
  }
  return alike;
}
