// @ts-check
/** The open conversation: who it is with, its messages, and where one writes. */
import { element, icon, setText } from "../element.js";
import { presenceWords } from "../words.js";
import { createComposer } from "./composer.js";
import { BACK } from "./icons.js";
import { createAvatar } from "./person.js";
import { createThread } from "./thread.js";

/**
 * @param {import("../state.js").State} state
 * @param {import("../messaging.js").Messaging} messaging
 * @param {() => void} onBack
 */
export function createChat(state, messaging, onBack) {
  const face = element("span", { class: "face" });
  const name = element("h2", { class: "chat-name", tabindex: "-1" }, element("bdi"));
  const detail = element("p", { class: "chat-detail" });
  const back = element(
    "button",
    { class: "back", type: "button", "aria-label": "Back to your clinicians", click: onBack },
    icon(BACK),
  );
  const header = element("header", { class: "chat-header" }, back, face, element("div", {}, name, detail));
  const typing = element("p", { class: "typing", role: "status" });
  const thread = createThread(state, messaging);
  const composer = createComposer(state, messaging);
  const root = element(
    "section",
    { class: "chat", "aria-label": "Conversation" },
    header,
    thread.root,
    typing,
    composer.root,
  );
  let shownId = "";
  /** @type {ReturnType<typeof createAvatar> | null} */
  let avatar = null;

  function render() {
    const conversation = state.openConversation;
    root.hidden = !conversation;
    if (!conversation) {
      shownId = "";
      return;
    }
    const isOther = shownId !== conversation.conversation_id;
    renderHeader(conversation, isOther);
    renderTyping(conversation);
    thread.render();
    composer.render();
    if (!isOther) return;
    shownId = conversation.conversation_id;
    focusStart();
  }

  /** @param {import("../types.js").Conversation} conversation @param {boolean} isOther */
  function renderHeader(conversation, isOther) {
    const { clinician, presence } = conversation;
    const isKnown = state.connection === "live";
    if (isOther || !avatar) {
      avatar = createAvatar(clinician);
      face.replaceChildren(avatar.root);
    }
    avatar.render(presence, isKnown);
    setText(/** @type {Element} */ (name.firstElementChild), clinician.display_name);
    setText(detail, [clinician.title, presenceWords(presence, isKnown)].filter(Boolean).join(" · "));
    root.setAttribute("aria-label", `Conversation with ${clinician.display_name}`);
  }

  /** @param {import("../types.js").Conversation} conversation */
  function renderTyping(conversation) {
    const isTyping = (state.typingUntil.get(conversation.conversation_id) ?? 0) > Date.now();
    typing.classList.toggle("shown", isTyping);
    setText(typing, isTyping ? `${conversation.clinician.display_name} is typing…` : "");
  }

  /**
   * With a keyboard one wants to write at once; on a touch screen that would cover half of what there is to read.
   * Either way the screen stays at its top, where the emergency notice is.
   */
  function focusStart() {
    if (matchMedia("(hover: hover) and (pointer: fine)").matches) composer.focus();
    else name.focus({ preventScroll: true });
  }

  return { root, render };
}
