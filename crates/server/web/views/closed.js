// @ts-check
/** What stands in place of a conversation that ended: why, and, this once, what was written and not sent. */
import { element } from "../element.js";

/**
 * @param {import("../state.js").State} state
 * @param {() => void} onBack
 */
export function createClosed(state, onBack) {
  const root = element("section", { class: "closed", "aria-label": "Conversation ended" });
  /** @type {import("../types.js").Closed | undefined} */
  let shown;

  function render() {
    const closed = state.openId === null ? state.closed[0] : undefined;
    root.hidden = !closed;
    if (shown === closed) return;
    shown = closed;
    root.replaceChildren(...(closed ? [content(closed, onBack)] : []));
  }

  return { root, render };
}

/**
 * @param {import("../types.js").Closed} closed
 * @param {() => void} onBack
 */
function content(closed, onBack) {
  const unsent = closed.unsent.map((text) => element("blockquote", { dir: "auto" }, text));
  return element(
    "div",
    { role: "alert" },
    element("h2", {}, "Your conversation with ", element("bdi", {}, closed.clinicianName), " has ended"),
    element("p", {}, closed.reason, " If you have questions, please call your practice."),
    ...(unsent.length > 0
      ? [element("p", {}, "This was not sent. It is shown only now; copy it if you need it:"), ...unsent]
      : []),
    element("button", { class: "quiet", type: "button", click: onBack }, "Back to your clinicians"),
  );
}
