// @ts-check
/** Asks before signing out would lose something. */
import { element } from "../element.js";

/**
 * Signs out at once when nothing would be lost, else after a question.
 *
 * @param {import("../state.js").State} state
 * @param {() => void} signOut
 */
export function confirmSignOut(state, signOut) {
  const drafts = [...state.drafts.values()].filter((text) => text.trim() !== "").length;
  if (state.unsent.length + drafts === 0) return signOut();
  const dialog = /** @type {HTMLDialogElement} */ (
    element("dialog", { "aria-labelledby": "sign-out-question" })
  );
  const close = () => dialog.close();
  const confirm = () => {
    dialog.close();
    signOut();
  };
  dialog.append(
    element("h2", { id: "sign-out-question" }, "Sign out now?"),
    element("p", {}, "You have written something that is not sent yet. Signing out discards it."),
    element(
      "div",
      { class: "choices" },
      element("button", { class: "quiet", type: "button", click: close }, "Stay signed in"),
      element("button", { class: "danger", type: "button", click: confirm }, "Discard and sign out"),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
