/** Which parts of a message are links: https only, everything else stays text. */

/** A piece of a message: text, or an https address. */
export interface TextPart {
  text: string;
  /** Where it leads; null for plain text. */
  url: string | null;
}

/** Control and direction characters end an address: none of them may hide in what is shown as one. */
const CANDIDATE = /https:\/\/[^\s<>"'`\p{Cc}\p{Cf}]+/giu;
/** Characters that end a sentence rather than an address. */
const TRAILING = /[.,;:!?\]}»”’]$/u;

/** More closing parentheses than opening ones: the last one belongs to the sentence around the address. */
function closesTheSentence(candidate: string): boolean {
  return candidate.endsWith(")") && candidate.split(")").length > candidate.split("(").length;
}

function withoutSentenceEnd(candidate: string): string {
  let end = candidate;
  while (TRAILING.test(end) || closesTheSentence(end)) end = end.slice(0, -1);
  return end;
}

function parse(candidate: string): string | null {
  const url = URL.canParse(candidate) ? new URL(candidate) : null;
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
  return url.href;
}

/** Splits a message into text and https addresses; together the pieces are the message. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const written = withoutSentenceEnd(match[0]);
    const url = parse(written);
    if (url === null) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), url: null });
    parts.push({ text: written, url });
    from = match.index + written.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), url: null });
  return parts;
}
