// @ts-check
/**
 * Finds https addresses in a message. Nothing else becomes a link: no other scheme, no address whose shown
 * text differs from where it leads.
 */

const ADDRESS = /https:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
const TRAILING = /[.,;:!?)\]}»”’]+$/;

/**
 * Cuts a text into plain parts and addresses; joined again they are the text.
 *
 * @param {string} text
 * @returns {{text: string, isLink: boolean}[]}
 */
export function splitLinks(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    if (!isSafe(address)) continue;
    parts.push({ text: text.slice(end, match.index), isLink: false }, { text: address, isLink: true });
    end = match.index + address.length;
  }
  parts.push({ text: text.slice(end), isLink: false });
  return parts.filter((part) => part.text !== "");
}

/**
 * Only plain ASCII addresses without credentials: neither look-alike letters nor `https://bank@other` pass.
 *
 * @param {string} address
 */
function isSafe(address) {
  if (!/^[\x21-\x7e]+$/.test(address) || !URL.canParse(address)) return false;
  const url = new URL(address);
  return url.username === "" && url.password === "" && url.hostname.includes(".");
}
