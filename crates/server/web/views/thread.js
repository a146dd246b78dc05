// @ts-check
/**
 * The messages of the open conversation: days, times, receipts in words, what is new. Keeps the line that is
 * being read in its place, and knows how far the patient has seen.
 */
import { announce } from "../announce.js";
import { element, icon, reconcile } from "../element.js";
import { threadEntries } from "../entries.js";
import { DOWN } from "./icons.js";
import { createEntry } from "./thread_entry.js";

/** This close to the end counts as being at it, in CSS pixels. */
const NEAR_END = 48;
/** Older messages are fetched when this little is left above, in CSS pixels. */
const NEAR_START = 400;

/**
 * @param {import("../state.js").State} state
 * @param {import("../messaging.js").Messaging} messaging
 */
export function createThread(state, messaging) {
  const list = element("ol", { class: "messages" });
  const status = element("p", { class: "thread-status" });
  const again = element("button", { class: "quiet", type: "button", click: loadAgain }, "Try again");
  const scroller = element(
    "div",
    { class: "thread", tabindex: "0", role: "region", "aria-label": "Messages", scroll: onScroll },
    status,
    again,
    list,
  );
  const jump = element(
    "button",
    { class: "jump", type: "button", hidden: true, click: toEnd },
    icon(DOWN),
    "Newest message",
  );
  const root = element("div", { class: "thread-frame" }, scroller, jump);
  /** @type {WeakMap<HTMLElement, (entry: any) => void>} */
  const renderers = new WeakMap();
  /** What was on the screen at the last look: which opening, how far. */
  let seen = { opening: -1, placed: false, last: 0, outgoing: 0 };
  let isAtEnd = true;
  let height = 0;

  new ResizeObserver(onResize).observe(scroller);
  document.addEventListener("visibilitychange", noteRead);

  /** @param {any} entry */
  function create(entry) {
    const made = createEntry(entry, messaging);
    renderers.set(made.root, made.render);
    return made.root;
  }

  function render() {
    const id = state.openId;
    const thread = id ? state.threads.get(id) : undefined;
    if (!id || !thread) return list.replaceChildren();
    if (seen.opening !== state.openings) {
      seen = { opening: state.openings, placed: false, last: 0, outgoing: 0 };
      list.replaceChildren();
    }
    renderStatus(thread);
    const anchor = isAtEnd ? null : firstVisible();
    const entries = threadEntries(state, id);
    reconcile(
      list,
      entries,
      (each) => each.key,
      create,
      (made, each) => renderers.get(made)?.(each),
    );
    place(thread, anchor, (state.outgoing.get(id) ?? []).length);
    announceNew(thread);
    seen.last = thread.messages.at(-1)?.position ?? 0;
    noteRead();
    fill();
  }

  /** @param {import("../types.js").Thread} thread */
  function renderStatus(thread) {
    const isEmpty =
      thread.messages.length === 0 && (state.outgoing.get(state.openId ?? "") ?? []).length === 0;
    again.hidden = thread.loading !== "failed";
    status.textContent =
      thread.loading === "loading"
        ? "Loading messages…"
        : thread.loading === "failed"
          ? "Messages could not be loaded."
          : isEmpty && thread.reachedStart
            ? "No messages yet. Write the first one below."
            : thread.reachedStart
              ? "This is the beginning of your conversation."
              : "";
    status.classList.toggle("in-middle", isEmpty);
  }

  /**
   * Scrolls to where the reader wants to be: to what is new when the chat was just opened, to the end when
   * they were there or have just sent, else nowhere.
   *
   * @param {import("../types.js").Thread} thread
   * @param {{made: HTMLElement, top: number} | null} anchor
   * @param {number} outgoing how many messages are on their way
   */
  function place(thread, anchor, outgoing) {
    const hasSent = outgoing > seen.outgoing;
    seen.outgoing = outgoing;
    if (!seen.placed) {
      if (thread.loading === "loading") return;
      seen.placed = true;
      const marker = /** @type {HTMLElement | null} */ (list.querySelector(".new-marker"));
      if (marker) scroller.scrollTop = marker.offsetTop - 16;
      else toEnd();
      height = scroller.clientHeight;
      onScroll();
    } else if (hasSent || isAtEnd) toEnd();
    else if (anchor?.made.isConnected)
      scroller.scrollTop += anchor.made.getBoundingClientRect().top - anchor.top;
  }

  function firstVisible() {
    const top = scroller.getBoundingClientRect().top;
    const made = /** @type {HTMLElement[]} */ ([...list.children]).find(
      (each) => each.getBoundingClientRect().bottom > top,
    );
    return made ? { made, top: made.getBoundingClientRect().top } : null;
  }

  /** @param {import("../types.js").Thread} thread */
  function announceNew(thread) {
    if (seen.last === 0) return;
    const name = state.openConversation?.clinician.display_name ?? "";
    const isTheirs = (/** @type {import("../types.js").Message} */ each) =>
      each.sender_id !== state.me?.user_id;
    const added = thread.messages.filter((each) => each.position > seen.last && isTheirs(each));
    if (added.length === 0) return;
    announce(`${name}: ${added.map((each) => each.text).join("\n")}`);
    if (!isAtEnd) jump.hidden = false;
  }

  /** The keyboard came up or the text field grew: the end stays in view for those who were there. */
  function onResize() {
    height = scroller.clientHeight;
    if (isAtEnd) toEnd();
  }

  function onScroll() {
    // Part of a resize: where the reader was is what the observer has to restore.
    if (scroller.clientHeight !== height) return;
    isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
    if (isAtEnd) jump.hidden = true;
    else if (scroller.scrollHeight - scroller.scrollTop > scroller.clientHeight * 2.5) jump.hidden = false;
    noteRead();
    fill();
  }

  /** Fetches older messages when the reader comes near the top of what is loaded. */
  function fill() {
    const thread = state.openId ? state.threads.get(state.openId) : undefined;
    if (
      thread?.loading === "idle" &&
      !thread.reachedStart &&
      seen.placed &&
      scroller.scrollTop < NEAR_START
    ) {
      messaging.sync.loadOlder(/** @type {string} */ (state.openId));
    }
  }

  function loadAgain() {
    const id = /** @type {string} */ (state.openId);
    if (state.threads.get(id)?.messages.length) messaging.sync.loadOlder(id);
    else messaging.sync.loadNewest(id);
  }

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    isAtEnd = true;
    jump.hidden = true;
  }

  /** The last message whose first line is on the screen has been read, if somebody looks at the screen. */
  function noteRead() {
    if (document.hidden || !state.openId || !seen.placed || !root.isConnected) return;
    const bottom = scroller.getBoundingClientRect().bottom;
    const made = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-position]")]);
    const last = made.findLast((each) => each.getBoundingClientRect().top < bottom - 8);
    if (last) messaging.receipts.noteRead(state.openId, Number(last.dataset.position));
  }

  return { root, render };
}
