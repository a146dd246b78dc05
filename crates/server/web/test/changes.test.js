// How changes of the feed alter what the page knows.
// Run: node --test crates/server/web/test/changes.test.js
import assert from "node:assert/strict";
import { test } from "node:test";
import { addToThread, applyChange, markRead, replaceConversations } from "../changes.js";
import { threadEntries } from "../entries.js";
import { State } from "../state.js";

const ME = { user_id: "me", kind: "patient", display_name: "Grace" };

const conversation = (over = {}) => ({
  conversation_id: "c",
  patient: { user_id: "me" },
  clinician: { user_id: "dr", display_name: "Dr. Rivera", title: null },
  last_message: null,
  unread_count: 0,
  my_read_position: 0,
  peer_delivered_position: 0,
  peer_read_position: 0,
  presence: { state: "offline", last_seen_at: null },
  ...over,
});

const message = (position, sender_id = "dr") => ({
  message_id: `m${position}`,
  conversation_id: "c",
  position,
  sender_id,
  kind: "text",
  text: `message ${position}`,
  sent_at: new Date(Date.UTC(2026, 10, 3, 12, position)).toISOString(),
});

function stateWith(over = {}) {
  const state = new State();
  state.me = ME;
  state.conversations.set("c", conversation(over));
  state.threads.set("c", { messages: [], reachedStart: true, loading: "idle" });
  return state;
}

test("a message applied twice counts once", () => {
  const state = stateWith();
  for (let i = 0; i < 2; i += 1) applyChange(state, { kind: "message", message: message(1) });
  assert.equal(state.conversations.get("c").unread_count, 1);
  assert.equal(state.threads.get("c").messages.length, 1);
});

test("an older message neither replaces the last one nor counts as unread", () => {
  const state = stateWith({ last_message: message(5), my_read_position: 5 });
  applyChange(state, { kind: "message", message: message(4) });
  assert.equal(state.conversations.get("c").last_message.position, 5);
  assert.equal(state.conversations.get("c").unread_count, 0);
});

test("a thread stays one unbroken run, and the newer side survives a gap", () => {
  const state = stateWith();
  addToThread(state, "c", [message(1), message(2), message(3)]);
  assert.deepEqual([state.threads.get("c").messages.length, state.threads.get("c").reachedStart], [3, true]);
  addToThread(state, "c", [message(7), message(8)]);
  assert.deepEqual(
    state.threads.get("c").messages.map((each) => each.position),
    [7, 8],
  );
  assert.equal(state.threads.get("c").reachedStart, false);
});

test("receipts only ever grow", () => {
  const state = stateWith();
  const receipt = (delivered_position, read_position) => ({
    kind: "receipt",
    conversation_id: "c",
    user_id: "dr",
    delivered_position,
    read_position,
  });
  applyChange(state, receipt(4, 3));
  applyChange(state, receipt(2, 1));
  const { peer_delivered_position, peer_read_position } = state.conversations.get("c");
  assert.deepEqual([peer_delivered_position, peer_read_position], [4, 3]);
});

test("what was read on another device is read here", () => {
  const state = stateWith();
  for (const position of [1, 2, 3]) applyChange(state, { kind: "message", message: message(position) });
  applyChange(state, {
    kind: "receipt",
    conversation_id: "c",
    user_id: "me",
    delivered_position: 3,
    read_position: 2,
  });
  assert.equal(state.conversations.get("c").unread_count, 1);
  markRead(state, "c", 3);
  assert.equal(state.conversations.get("c").unread_count, 0);
});

test("a removed conversation is forgotten entirely, and what was not sent is told once", () => {
  const state = stateWith();
  state.openId = "c";
  state.drafts.set("c", "half a thought");
  state.outgoing.set("c", [
    { messageId: "x", text: "on its way", composedAt: "", status: "sending", reason: null },
  ]);
  applyChange(state, { kind: "conversation_removed", conversation_id: "c", reason: "left_care_team" });
  for (const part of [state.conversations, state.threads, state.drafts, state.outgoing])
    assert.equal(part.size, 0);
  assert.equal(state.openId, null);
  assert.deepEqual(state.closed[0].unsent, ["on its way", "half a thought"]);
});

test("a fresh snapshot removes what is not in it and keeps drafts of what is", () => {
  const state = stateWith();
  state.conversations.set("old", conversation({ conversation_id: "old" }));
  state.drafts.set("c", "keep me");
  replaceConversations(state, [conversation()]);
  assert.deepEqual([...state.conversations.keys()], ["c"]);
  assert.equal(state.drafts.get("c"), "keep me");
});

test("an unknown kind of change is skipped", () => {
  const state = stateWith();
  applyChange(state, { kind: "somersault", conversation_id: "c" });
  assert.equal(state.conversations.size, 1);
});

test("an older notice does not replace a newer one", () => {
  const state = stateWith();
  applyChange(state, { kind: "notice", notice: { version: 2, title: "new", text: "", phone: "911" } });
  applyChange(state, { kind: "notice", notice: { version: 1, title: "old", text: "", phone: "911" } });
  assert.equal(state.notice.title, "new");
});

test("receipts are words on own messages, and only the last one shows its word", () => {
  const state = stateWith({ peer_delivered_position: 2, peer_read_position: 1 });
  addToThread(state, "c", [message(1, "me"), message(2, "me"), message(3, "me"), message(4)]);
  const shown = threadEntries(state, "c").filter((each) => each.type === "message");
  assert.deepEqual(
    shown.map((each) => each.status),
    ["Read", "Delivered", "Sent", null],
  );
  assert.deepEqual(
    shown.map((each) => each.isLastOwn),
    [false, false, true, false],
  );
});

test("what was sent stands in the chat until the feed brings it back, and never twice", () => {
  const state = stateWith();
  state.outgoing.set("c", [
    { messageId: "m1", text: "message 1", composedAt: message(1).sent_at, status: "accepted", reason: null },
  ]);
  assert.equal(threadEntries(state, "c").filter((each) => each.type === "message").length, 1);
  applyChange(state, { kind: "message", message: message(1, "me") });
  assert.equal(threadEntries(state, "c").filter((each) => each.type === "message").length, 1);
  assert.equal(state.outgoing.get("c").length, 0);
});

test("the mark before what is new stands before the first unread message of the clinician", () => {
  const state = stateWith();
  addToThread(state, "c", [message(1), message(2, "me"), message(3), message(4)]);
  state.readBeforeOpening = 2;
  const types = threadEntries(state, "c").map((each) =>
    each.type === "message" ? each.position : each.type,
  );
  assert.deepEqual(types, ["day", 1, 2, "new", 3, 4]);
});
