// @ts-check
/** One line of a chat: a day, the mark before what is new, or a message. */
import { element, setText } from "../element.js";
import { splitLinks } from "../links.js";
import { dayWords, fullMoment, timeOfDay } from "../times.js";

/**
 * @typedef {import("../entries.js").Entry} Entry
 * @typedef {import("../entries.js").MessageEntry} MessageEntry
 * @typedef {{root: HTMLElement, render: (entry: any) => void}} Made
 */

/**
 * @param {Entry} entry
 * @param {import("../messaging.js").Messaging} messaging
 * @returns {Made}
 */
export function createEntry(entry, messaging) {
  if (entry.type === "day") return createDay();
  if (entry.type === "new") return createNewMarker();
  return createMessage(entry, messaging);
}

/** @returns {Made} */
function createDay() {
  const heading = element("h3");
  const render = (/** @type {{moment: string}} */ { moment }) => setText(heading, dayWords(moment));
  return { root: element("li", { class: "day" }, heading), render };
}

/** @returns {Made} */
function createNewMarker() {
  return { root: element("li", { class: "new-marker" }, element("span", {}, "New")), render: () => {} };
}

/**
 * @param {MessageEntry} first
 * @param {import("../messaging.js").Messaging} messaging
 * @returns {Made}
 */
function createMessage(first, messaging) {
  const sender = element("span", { class: "for-screen-readers" }, element("bdi", {}, first.sender), " ");
  const automatic = element("p", { class: "automatic" }, "Automatic answer");
  const time = element("time", {}, "");
  const status = element("span", { class: "status" });
  const refusal = element("div", { class: "refusal" });
  const bubble = element(
    "div",
    { class: "bubble" },
    sender,
    ...(first.isAutomatic ? [automatic] : []),
    element("p", { class: "text", dir: "auto" }, ...textNodes(first.text)),
    element("p", { class: "meta" }, time, " ", status),
  );
  const root = element("li", { class: "message" }, bubble, refusal);
  let refused = false;

  /** @param {MessageEntry} entry */
  function render(entry) {
    root.className = classes(entry);
    if (entry.position !== null) root.dataset.position = String(entry.position);
    setText(time, timeOfDay(entry.moment));
    time.setAttribute("datetime", entry.moment);
    time.title = fullMoment(entry.moment);
    setText(status, entry.status ?? "");
    status.classList.toggle(
      "for-screen-readers",
      !entry.isLastOwn && entry.refused === null && entry.position !== null,
    );
    if (refused === (entry.refused !== null)) return;
    refused = entry.refused !== null;
    refusal.replaceChildren(...(entry.refused ? refusalContent(entry.refused, messaging) : []));
  }

  return { root, render };
}

/** @param {MessageEntry} entry */
function classes(entry) {
  const isWaiting = entry.position === null && entry.refused === null;
  return [
    "message",
    entry.isOwn ? "own" : "theirs",
    ...(entry.continues ? ["continues"] : []),
    ...(isWaiting ? ["waiting"] : []),
    ...(entry.refused ? ["refused"] : []),
  ].join(" ");
}

/**
 * @param {NonNullable<MessageEntry["refused"]>} refused
 * @param {import("../messaging.js").Messaging} messaging
 */
function refusalContent({ conversationId, messageId, reason }, messaging) {
  const again = () => messaging.outbox.retry(conversationId, messageId);
  const edit = () => messaging.editRefused(conversationId, messageId);
  const discard = () => void messaging.outbox.discard(conversationId, messageId);
  return [
    element("p", { role: "alert" }, `Not sent. ${reason}`),
    element("button", { class: "quiet", type: "button", click: again }, "Try again"),
    element("button", { class: "quiet", type: "button", click: edit }, "Edit"),
    element("button", { class: "quiet", type: "button", click: discard }, "Discard"),
  ];
}

/** @param {string} text @returns {Node[]} text nodes, and https addresses as links */
function textNodes(text) {
  return splitLinks(text).map((part) => {
    if (!part.isLink) return document.createTextNode(part.text);
    const attributes = { href: part.text, target: "_blank", rel: "noopener noreferrer" };
    return element("a", attributes, part.text);
  });
}
