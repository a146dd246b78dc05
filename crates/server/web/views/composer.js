// @ts-check
/** Where the patient writes. Enter sends, Shift+Enter makes a new line, an input method's Enter never sends. */
import { element, icon, setText } from "../element.js";
import { COUNTER_BYTES, sendableText, TEXT_BYTES, textBytes } from "../text.js";
import { SEND } from "./icons.js";

/** The field grows to this many lines, or to a third of a low screen. */
const LINES = 8;

/**
 * @param {import("../state.js").State} state
 * @param {import("../messaging.js").Messaging} messaging
 */
export function createComposer(state, messaging) {
  const label = element("label", { class: "for-screen-readers", for: "composer-text" });
  const field = /** @type {HTMLTextAreaElement} */ (
    element("textarea", {
      id: "composer-text",
      rows: "1",
      dir: "auto",
      placeholder: "Write a message",
      enterkeyhint: "send",
      autocomplete: "off",
      "aria-describedby": "composer-counter composer-hint",
      input: () => state.openId && messaging.writeDraft(state.openId, field.value),
      keydown: (event) => onKey(/** @type {KeyboardEvent} */ (event)),
    })
  );
  const counter = element("p", { id: "composer-counter", class: "counter" });
  const hint = element(
    "p",
    { id: "composer-hint", class: "hint" },
    "Enter sends. Shift + Enter makes a new line.",
  );
  const button = element(
    "button",
    { class: "send", type: "submit" },
    icon(SEND),
    element("span", {}, "Send"),
  );
  const form = element("form", { class: "composer", submit: onSubmit }, label, field, button, counter, hint);

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    // 229 is what browsers send for an Enter that belongs to the input method but comes after it has ended.
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    send();
  }

  /** @param {Event} event */
  function onSubmit(event) {
    event.preventDefault();
    send();
    field.focus();
  }

  function send() {
    if (!state.openId || problem(field.value) !== null) return;
    messaging.sendDraft(state.openId);
  }

  function render() {
    const conversation = state.openConversation;
    if (!conversation) return;
    const draft = state.drafts.get(conversation.conversation_id) ?? "";
    setText(label, `Message to ${conversation.clinician.display_name}`);
    if (field.value !== draft) field.value = draft;
    renderCounter(draft);
    fitHeight();
  }

  /** @param {string} draft */
  function renderCounter(draft) {
    const bytes = textBytes(draft);
    const isTooLong = bytes > TEXT_BYTES;
    counter.hidden = bytes < COUNTER_BYTES;
    counter.classList.toggle("too-long", isTooLong);
    counter.setAttribute("role", isTooLong ? "alert" : "note");
    const used = `${bytes.toLocaleString("en-US")} of ${TEXT_BYTES.toLocaleString("en-US")} bytes`;
    setText(counter, isTooLong ? `${used}. Too long to send: please shorten it or send it in parts.` : used);
    field.setAttribute("aria-invalid", String(isTooLong));
    button.setAttribute("aria-disabled", String(problem(draft) !== null));
  }

  /** Grows with the text up to a limit. Done by script: not every browser knows `field-sizing`. */
  function fitHeight() {
    field.style.height = "auto";
    const style = getComputedStyle(field);
    const frame = Number.parseFloat(style.borderTopWidth) + Number.parseFloat(style.borderBottomWidth);
    const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
    const most = Math.min(Number.parseFloat(style.lineHeight) * LINES, innerHeight / 3) + padding;
    field.style.height = `${Math.ceil(Math.min(field.scrollHeight, most) + frame)}px`;
    field.style.overflowY = field.scrollHeight > most ? "auto" : "hidden";
  }

  return { root: form, render, focus: () => field.focus({ preventScroll: true }) };
}

/** @param {string} draft @returns {"empty" | "too_long" | null} why it cannot be sent */
function problem(draft) {
  if (sendableText(draft) === "") return "empty";
  return textBytes(draft) > TEXT_BYTES ? "too_long" : null;
}
