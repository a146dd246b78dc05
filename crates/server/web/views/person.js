// @ts-check
/** A clinician as a picture and in words: initials, color, presence. */
import { element, setText } from "../element.js";
import { presenceWords } from "../words.js";

const COLOURS = 6;

/**
 * The initials on a colored disc, with the presence dot at its corner. Decoration: the words are beside it.
 *
 * @param {import("../types.js").Clinician} clinician
 */
export function createAvatar(clinician) {
  const letters = element("span", { class: "initials", dir: "auto" }, initials(clinician.display_name));
  const dot = element("span", { class: "dot" });
  const color = `color-${Number.parseInt(clinician.user_id.slice(-4), 16) % COLOURS}`;
  const root = element("span", { class: `avatar ${color}`, "aria-hidden": "true" }, letters, dot);

  /** @param {import("../types.js").Presence} presence @param {boolean} isKnown */
  function render(presence, isKnown) {
    dot.className = `dot ${isKnown ? presence.state : "unknown"}`;
    root.title = presenceWords(presence, isKnown);
    setText(letters, initials(clinician.display_name));
  }

  return { root, render };
}

/** @param {string} name @returns {string} one or two letters, of any script */
function initials(name) {
  const words = name
    .replace(/^(dr|prof)\.?\s+/i, "")
    .split(/\s+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return (
    chosen
      .map((word) => [...word][0])
      .join("")
      .toLocaleUpperCase() || "?"
  );
}

/** @param {import("../types.js").Clinician} clinician @returns {HTMLElement} the name, isolated from the text around it */
export function nameElement(clinician) {
  return element("bdi", { class: "name" }, clinician.display_name);
}
