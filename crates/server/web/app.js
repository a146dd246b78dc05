// @ts-check
/**
 * The patient page: opens and ends sessions, and puts up the screen that belongs to what the page knows.
 */
import { readJson, send } from "./api.js";
import { Messaging } from "./messaging.js";
import { Session, takeStoredTokens } from "./session.js";
import { State } from "./state.js";
import { createEntry } from "./views/entry.js";
import { createFrame } from "./views/frame.js";

const DEVICE_NAME = "Patient page";
const CLINICIAN_HINT = "This page is for patients. Clinicians use the Allia Messages program.";
const ENDED_HINT = "Your session has ended. Sign in again to go on; what you were writing is kept.";

const state = new State();
const place = /** @type {HTMLElement} */ (document.getElementById("app"));
/** @type {{root: HTMLElement, render: () => void} | null} */
let view = null;
/** @type {Session | null} */
let session = null;
/** @type {Messaging | null} */
let messaging = null;

state.subscribe(() => {
  reopenAfterReload();
  view?.render();
});
addEventListener("popstate", followHistory);
addEventListener("pagehide", () => session?.store());
addEventListener("pageshow", (event) => event.persisted && takeStoredTokens());
addEventListener("beforeunload", warnOfLoss);

const stored = takeStoredTokens();
if (stored) begin(stored);
else showEntry(null);

/** @param {string | null} message why the patient is here, in words */
function showEntry(message) {
  state.screen = "entry";
  state.entryMessage = message;
  document.title = "Messages";
  const entry = createEntry(state, { signIn, activate }, takeCode());
  show(entry);
  entry.focus();
}

/** @param {{username: string, password: string}} credentials */
async function signIn(credentials) {
  begin(await openSession("/v1/sessions", credentials));
}

/** @param {{code: string, username: string, password: string}} activation */
async function activate(activation) {
  begin(await openSession("/v1/activations", activation));
}

/** @param {string} path @param {object} body */
async function openSession(path, body) {
  return readJson(await send("POST", path, { body: { ...body, device_name: DEVICE_NAME } }));
}

/** @param {import("./types.js").Tokens} tokens of a session that was just opened, or kept over a reload */
function begin(tokens) {
  const begun = new Session(tokens, onSessionEnded);
  if (tokens.user.kind !== "patient") {
    begun.signOut();
    return showEntry(CLINICIAN_HINT);
  }
  // What was kept when the last session ended belongs to its patient alone.
  if (state.me?.user_id !== tokens.user.user_id) state.forget({ keepWritten: false });
  state.me = tokens.user;
  state.screen = "messaging";
  state.openings += 1;
  session = begun;
  messaging = new Messaging(begun, state);
  show(createFrame(state, messaging, { open: openConversation, back: goBack, signOut }));
  messaging.start();
}

async function signOut() {
  const ending = session;
  leave({ keepWritten: false });
  showEntry("You are signed out.");
  await ending?.signOut();
}

function onSessionEnded() {
  leave({ keepWritten: true });
  showEntry(ENDED_HINT);
}

/** @param {{keepWritten: boolean}} options */
function leave(options) {
  messaging?.stop();
  messaging = null;
  session = null;
  state.forget(options);
  history.replaceState(null, "");
}

/** @param {string} id */
function openConversation(id) {
  // One step back always leads to the list, however many chats were looked at.
  if (history.state?.conversation) history.replaceState({ conversation: id }, "");
  else history.pushState({ conversation: id }, "");
  messaging?.openConversation(id);
}

function goBack() {
  if (history.state?.conversation) history.back();
  else messaging?.closeConversation();
}

function followHistory() {
  const id = history.state?.conversation;
  if (id && state.conversations.has(id)) messaging?.openConversation(id);
  else messaging?.closeConversation();
}

/** The history entry says which chat was open before the reload; it opens once the list is here. */
function reopenAfterReload() {
  const id = history.state?.conversation;
  if (
    state.loading === "ready" &&
    id &&
    state.openId === null &&
    state.closed.length === 0 &&
    state.conversations.has(id)
  ) {
    messaging?.openConversation(id);
  }
}

/** @param {BeforeUnloadEvent} event */
function warnOfLoss(event) {
  const hasDraft = [...state.drafts.values()].some((text) => text.trim() !== "");
  if (hasDraft || state.unsent.length > 0) event.preventDefault();
}

/**
 * The code of an invitation link, `/patient#code=…`. A fragment never reaches a server or its logs; it is
 * taken out of the address at once.
 */
function takeCode() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
  if (location.hash) history.replaceState(null, "", location.pathname);
  return code;
}

/** @param {{root: HTMLElement, render: () => void}} next */
function show(next) {
  view = next;
  place.replaceChildren(next.root);
  next.render();
}
