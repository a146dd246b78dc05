// @ts-check
/**
 * The emergency notice. It stands at the top of every messaging screen, cannot be dismissed, and is spoken
 * anew each time such a screen is opened.
 */
import { element, icon } from "../element.js";
import { PHONE, WARNING } from "./icons.js";

/** @param {import("../state.js").State} state */
export function createNotice(state) {
  const root = element("section", { class: "notice", "aria-label": "Emergency notice", hidden: true });
  let shown = "";

  function render() {
    const notice = state.notice;
    const key = notice ? `${notice.version} ${state.openings}` : "";
    if (key === shown) return;
    shown = key;
    root.hidden = !notice;
    root.replaceChildren(...(notice ? [content(notice)] : []));
  }

  return { root, render };
}

/** An alert that is put in anew is announced; one that merely stays is not. @param {import("../types.js").Notice} notice */
function content(notice) {
  return element(
    "div",
    { class: "notice-content", role: "alert" },
    icon(WARNING),
    element(
      "div",
      { class: "notice-words" },
      element("p", { class: "notice-title", dir: "auto" }, notice.title),
      element("p", { class: "notice-text", dir: "auto" }, notice.text),
    ),
    element("a", { class: "call", href: telephone(notice.phone) }, icon(PHONE), `Call ${notice.phone}`),
  );
}

/** @param {string} phone as people write it @returns {string} as a dialler wants it */
function telephone(phone) {
  return `tel:${phone.replace(/[^\d+*#]/g, "")}`;
}
