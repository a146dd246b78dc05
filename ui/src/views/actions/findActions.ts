/** Finding actions by words. */

import type { ActionId } from "./action";

/** The words of an action, and others by which one may look for it. */
export interface ActionWords {
  label: string;
  also: string;
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

/** Those for which every word looked for begins one of theirs; the order stays. */
export function findActions(
  ids: readonly ActionId[],
  names: Readonly<Record<ActionId, ActionWords>>,
  search: string,
): ActionId[] {
  const wanted = wordsOf(search);
  if (wanted.length === 0) return search.trim() === "" ? [...ids] : [];
  return ids.filter((id) => {
    const words = wordsOf(`${names[id].label} ${names[id].also}`);
    return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
  });
}
