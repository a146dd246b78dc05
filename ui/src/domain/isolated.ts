/** Somebody else's words in the middle of ours. */

/** The text so that it turns nothing around it. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
