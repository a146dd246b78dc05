// @ts-check
/** The list of one's clinicians. */
import { element, reconcile, setText } from "../element.js";
import { fullMoment, shortMoment } from "../times.js";
import { presenceWords, unreadWords } from "../words.js";
import { createAvatar, nameElement } from "./person.js";

/** @typedef {import("../types.js").Conversation} Conversation */

/**
 * @param {import("../state.js").State} state
 * @param {{open: (conversationId: string) => void, tryAgain: () => void}} actions
 */
export function createList(state, actions) {
  const rows = element("ul", { class: "rows" });
  const words = element("p");
  const again = element("button", { class: "quiet", type: "button", click: actions.tryAgain }, "Try again");
  const empty = element("div", { class: "list-empty", role: "status" }, words, again);
  const heading = element("h2", { class: "list-heading" }, "Your clinicians");
  const root = element("nav", { class: "list-pane", "aria-label": "Your clinicians" }, heading, rows, empty);
  /** @type {WeakMap<HTMLElement, (conversation: Conversation) => void>} */
  const renderers = new WeakMap();

  /** @param {Conversation} conversation */
  function create(conversation) {
    const row = createRow(state, conversation, actions.open);
    renderers.set(row.root, row.render);
    return row.root;
  }

  function render() {
    const conversations = state.sortedConversations;
    reconcile(
      rows,
      conversations,
      (each) => each.conversation_id,
      create,
      (made, each) => renderers.get(made)?.(each),
    );
    rows.hidden = conversations.length === 0;
    empty.hidden = conversations.length > 0;
    again.hidden = state.loading !== "failed";
    setText(words, emptyWords(state.loading));
  }

  /** Puts the focus on a row, after its chat was left. @param {string} conversationId */
  function focusRow(conversationId) {
    const row = [...rows.children].find(
      (each) => /** @type {HTMLElement} */ (each).dataset.key === conversationId,
    );
    row?.querySelector("button")?.focus();
  }

  return { root, render, focusRow };
}

/** @param {"loading" | "ready" | "failed"} loading */
function emptyWords(loading) {
  if (loading === "loading") return "Loading your messages…";
  if (loading === "failed") return "Your messages could not be loaded. Check your internet connection.";
  return "There is nobody to write to yet. When your practice adds a clinician to your care team, they appear here.";
}

/**
 * @param {import("../state.js").State} state
 * @param {Conversation} first
 * @param {(conversationId: string) => void} open
 */
function createRow(state, first, open) {
  const avatar = createAvatar(first.clinician);
  const name = element("span", { class: "row-name" }, nameElement(first.clinician));
  const title = element("span", { class: "row-title" });
  const time = element("time", { class: "row-time" });
  const preview = element("span", { class: "row-preview", dir: "auto" });
  const unread = element("span", { class: "pill", "aria-hidden": "true" });
  const spoken = element("span", { class: "for-screen-readers" });
  const button = element(
    "button",
    { class: "row", type: "button", click: () => open(first.conversation_id) },
    avatar.root,
    element("span", { class: "row-top" }, name, title, time),
    element("span", { class: "row-bottom" }, preview, unread),
    spoken,
  );
  const root = element("li", {}, button);

  /** @param {Conversation} conversation */
  function render(conversation) {
    const { clinician, last_message: last, unread_count: count, presence } = conversation;
    const isKnown = state.connection === "live";
    avatar.render(presence, isKnown);
    setText(title, clinician.title ?? "");
    setText(time, last ? shortMoment(last.sent_at) : "");
    time.setAttribute("datetime", last?.sent_at ?? "");
    time.title = last ? fullMoment(last.sent_at) : "";
    setText(preview, previewWords(state, conversation));
    preview.classList.toggle("quiet-words", !last);
    setText(unread, count > 99 ? "99+" : String(count));
    unread.hidden = count === 0;
    setText(spoken, `. ${presenceWords(presence, isKnown)}${count > 0 ? `. ${unreadWords(count)}` : ""}`);
    const isOpen = state.openId === conversation.conversation_id;
    if (isOpen) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }

  return { root, render };
}

/**
 * @param {import("../state.js").State} state
 * @param {Conversation} conversation
 */
function previewWords(state, conversation) {
  const last = conversation.last_message;
  if ((state.typingUntil.get(conversation.conversation_id) ?? 0) > Date.now()) return "is typing…";
  if (!last) return "No messages yet";
  const line = last.text.replace(/\s+/gu, " ").slice(0, 160);
  return last.sender_id === state.me?.user_id ? `You: ${line}` : line;
}
