// @ts-check
/** The messaging screen: the emergency notice on top, then the list and the chat, side by side or in turns. */
import { element, icon, setText } from "../element.js";
import { createChat } from "./chat.js";
import { createClosed } from "./closed.js";
import { confirmSignOut } from "./confirm.js";
import { SIGN_OUT } from "./icons.js";
import { createList } from "./list.js";
import { createNotice } from "./notice.js";

/**
 * @param {import("../state.js").State} state
 * @param {import("../messaging.js").Messaging} messaging
 * @param {{open: (id: string) => void, back: () => void, signOut: () => void}} actions
 */
export function createFrame(state, messaging, actions) {
  const practice = element("h1", { class: "practice" });
  const me = element("bdi", { class: "me" }, state.me?.display_name ?? "");
  const leave = element(
    "button",
    { class: "quiet", type: "button", click: askSignOut },
    icon(SIGN_OUT),
    "Sign out",
  );
  const notice = createNotice(state);
  const connection = element("p", { class: "connection", role: "status" });
  const list = createList(state, { open: actions.open, tryAgain: () => messaging.hurry() });
  const chat = createChat(state, messaging, actions.back);
  const closed = createClosed(state, actions.back);
  const hint = element("p", { class: "choose" }, "Choose a clinician to read and write messages.");
  const pane = element("div", { class: "chat-pane" }, chat.root, closed.root, hint);
  const root = element(
    "div",
    { class: "frame" },
    element("header", { class: "bar" }, practice, me, leave),
    notice.root,
    connection,
    element("main", { class: "panes" }, list.root, pane),
  );
  let shownId = /** @type {string | null} */ (null);

  function askSignOut() {
    confirmSignOut(state, actions.signOut);
  }

  function render() {
    const hasChat = state.openId !== null || state.closed.length > 0;
    root.classList.toggle("in-chat", hasChat);
    setText(practice, state.practice?.name ?? "Messages");
    setText(
      connection,
      state.connection === "lost"
        ? "Offline. You can read and write; messages go out when you are back."
        : "",
    );
    hint.hidden = hasChat || state.conversations.size === 0;
    notice.render();
    list.render();
    chat.render();
    closed.render();
    if (shownId !== state.openId) root.scrollTop = 0;
    if (shownId !== null && !hasChat) list.focusRow(shownId);
    shownId = state.openId;
    const unread = state.unreadCount;
    document.title = unread > 0 ? `(${unread}) Messages` : "Messages";
  }

  return { root, render };
}
