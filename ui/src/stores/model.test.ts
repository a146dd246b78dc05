// @vitest-environment jsdom

import { expect, test } from "vitest";
import { fakeBackend } from "../api/fake/fakeBackend";
import type { FakePractice } from "../api/fake/practice";
import { scenario } from "../api/fake/scenario";
import type { MessageView } from "../api/generated";
import { Model } from "./model";

async function start(name: string | null = null): Promise<{ model: Model; practice: FakePractice }> {
  const practice = scenario(name);
  practice.acceptAfter = 0;
  const model = new Model(fakeBackend(practice));
  await model.start();
  await expect.poll(() => model.session.app.get().state).not.toBe("starting");
  return { model, practice };
}

async function open(model: Model, practice: FakePractice, name: string): Promise<void> {
  model.navigation.openConversation(practice.named(name).id);
  await expect.poll(() => model.chat.current()?.row.patient.display_name).toBe(name);
}

function texts(model: Model): string[] {
  return (model.chat.current()?.stretch.messages ?? []).map((message: MessageView) => message.text);
}

function announced(model: Model): string {
  return model.announcer.said
    .get()
    .map(({ text }) => text)
    .join(" | ");
}

test("an opened chat follows what comes in", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  practice.patientWrites("José Núñez", "Hello there");
  await expect.poll(() => texts(model).at(-1)).toBe("Hello there");
});

test("opening another chat at once shows only the last one asked for", async () => {
  const { model, practice } = await start();
  practice.slow("open_conversation", 20);
  const names = ["Maria Alvarez", "José Núñez", "María Álvarez"];
  await Promise.all(names.map((name) => model.chat.open(practice.named(name).id)));
  expect(model.chat.current()?.row.patient.display_name).toBe("María Álvarez");
});

test("a sent message is shown as its echo and then as accepted, once", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  const before = texts(model).length;
  model.drafts.change(practice.named("José Núñez").id, "On my way");
  await model.chat.send();
  expect(texts(model).at(-1)).toBe("On my way");
  await expect.poll(() => model.chat.current()?.stretch.messages.at(-1)?.status?.state).toBe("sent");
  expect(texts(model)).toHaveLength(before + 1);
});

test("removal clears the chat and the row, and keeps text that was never saved", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  model.drafts.change(practice.named("José Núñez").id, "not saved yet");
  practice.leaveCareTeam("José Núñez");
  expect(model.chat.state.get().kind).toBe("removed");
  expect(model.drafts.leftBehind.get().map(({ text }) => text)).toEqual(["not saved yet"]);
  expect(announced(model)).toContain("conversation has ended");
  expect(model.navigation.place.get().conversationId).toBeNull();
  await expect.poll(() => model.list.state.get().total).toBe(practice.conversations.size);
});

test("the end of a session empties list and chat, and signing in again brings both back", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  practice.endSession();
  expect(model.chat.state.get().kind).toBe("none");
  expect(model.list.state.get().pages.size).toBe(0);
  const failure = await model.session.signIn({
    server_address: "https://messages.lindenhof.example",
    username: "keller",
    password: "linden-bridge-42",
  });
  expect(failure).toBeNull();
  await expect.poll(() => model.chat.current()?.row.patient.display_name).toBe("José Núñez");
});

test("signing out forgets the place, so that the next account begins at the beginning", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  await model.signOut();
  expect(model.navigation.place.get().conversationId).toBeNull();
  expect(model.list.state.get().totalUnread).toBe(0);
});

test("a failed sign-in says why and stays signed out", async () => {
  const { model } = await start("signed-out");
  const failure = await model.session.signIn({
    server_address: "https://a.example",
    username: "x",
    password: "y",
  });
  expect(failure?.code).toBe("wrong_password");
  expect(model.session.app.get().state).toBe("signed_out");
});

test("a program that cannot begin says why and can try again", async () => {
  const practice = scenario(null);
  practice.failNext("app_state", "already_running");
  const model = new Model(fakeBackend(practice));
  await model.start();
  expect(model.session.failure.get()?.code).toBe("already_running");
  await model.session.begin();
  expect(model.session.failure.get()).toBeNull();
  expect(model.session.app.get().state).toBe("signed_in");
});

test("going offline turns every presence unknown, and back online it is known again", async () => {
  const { model, practice } = await start();
  await expect.poll(() => model.list.state.get().total).toBeGreaterThan(0);
  practice.goOffline();
  await expect.poll(() => model.list.rowAt(0)?.presence.state).toBe("unknown");
  practice.goOnline();
  await expect.poll(() => model.list.rowAt(0)?.presence.state).not.toBe("unknown");
});

test("what was found in a removed conversation leaves with it, and what comes in is found", async () => {
  const { model, practice } = await start();
  practice.named("José Núñez").add(false, "The pelican appointment", new Date());
  void model.list.setSearch("pelican");
  await expect.poll(() => model.messageSearch.hits.get().length).toBe(1);
  practice.patientWrites("Maria Alvarez", "Another pelican");
  await expect.poll(() => model.messageSearch.hits.get().length).toBe(2);
  practice.slow("search_messages", 30);
  practice.leaveCareTeam("José Núñez");
  expect(model.messageSearch.hits.get().map((hit) => hit.message.text)).toEqual(["Another pelican"]);
});

test("the last announcement leaves the page with the session and with its conversation", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  model.announcer.say("José Núñez: private");
  practice.leaveCareTeam("José Núñez");
  expect(announced(model)).not.toContain("José");
  model.announcer.say("Maria Alvarez: private");
  practice.endSession();
  expect(announced(model)).toBe("");
});

test("answers that were under way at the end of an account do not come back after it", async () => {
  const { model, practice } = await start();
  await expect.poll(() => model.list.state.get().total).toBeGreaterThan(0);
  practice.named("Maria Alvarez").draft = "Not sent";
  practice.leaveCareTeam("Maria Alvarez");
  await expect.poll(() => model.notSent.state.get().messages.length).toBe(1);
  for (const command of ["list_conversations", "not_sent", "notice"]) practice.slow(command, 20);
  const late = [model.list.refresh(), model.notSent.refresh(), model.preferences.readNotice()];
  await model.signOut();
  await Promise.all(late);
  expect(model.list.state.get().answered).toBeNull();
  expect(model.notSent.state.get().messages).toEqual([]);
  expect(model.preferences.notice.get()).toBeNull();
});

test("as long as text is not saved one stays signed in and is told why", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  model.drafts.change(practice.named("José Núñez").id, "precious");
  practice.failNext("save_draft", "disk_full");
  const failure = await model.signOut();
  expect(failure).toMatchObject({ operation: "save_before_sign_out", error: { code: "disk_full" } });
  expect(model.session.app.get().state).toBe("signed_in");
  expect(await model.signOut()).toBeNull();
  expect(practice.named("José Núñez").draft).toBe("precious");
});

test("with more unread messages than a page the chat begins at the first of them", async () => {
  const { model, practice } = await start();
  const conversation = practice.named("José Núñez");
  const first = (conversation.messages.at(-1)?.position ?? 0) + 1;
  for (let number = 0; number < 80; number += 1) conversation.add(false, `Unread ${number}`, new Date());
  await open(model, practice, "José Núñez");
  expect(model.chat.current()?.newLine).toBe(first);
  expect(model.chat.current()?.stretch.messages[0]?.position).toBe(first);
  expect(texts(model).at(-1)).toBe("Unread 79");
});

test("a second absence draws a new line", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  for (const text of ["First absence", "Second absence"]) {
    model.attention.set(false);
    practice.patientWrites("José Núñez", text);
    await expect.poll(() => texts(model).at(-1)).toBe(text);
    const last = model.chat.current()?.stretch.messages.at(-1)?.position ?? 0;
    expect(model.chat.current()?.newLine).toBe(last);
    model.attention.set(true);
    await model.chat.markRead(last);
  }
});

test("older messages that cannot be read are not asked for again before the next event", async () => {
  const { model, practice } = await start();
  await open(model, practice, "José Núñez");
  practice.failNext("messages", "internal");
  await model.chat.loadOlder();
  expect(model.chat.current()?.stretch.older).toBe("not_here_yet");
  practice.patientWrites("José Núñez", "An event");
  await expect.poll(() => model.chat.current()?.stretch.older).toBe("available");
});

test("what comes in while a chat is being opened is shown once it is open", async () => {
  const { model, practice } = await start();
  const openConversation = model.backend.openConversation;
  let written = false;
  model.backend.openConversation = async (id) => {
    const opened = await openConversation(id);
    if (!written) practice.patientWrites("José Núñez", "At the last moment");
    written = true;
    return opened;
  };
  await open(model, practice, "José Núñez");
  await expect.poll(() => texts(model).at(-1)).toBe("At the last moment");
});

test("a line that breaks while its state is being asked for is known to be broken", async () => {
  const { model, practice } = await start();
  practice.slow("sync_progress", 20);
  const reading = model.session.read();
  await expect.poll(() => practice.calls.at(-1)?.command).toBe("sync_progress");
  practice.goOffline();
  await reading;
  expect(model.session.connection.get().state).toBe("offline");
});

test("what is in the composer at Enter is sent, not what is typed while the end is being read", async () => {
  const { model, practice } = await start();
  const conversation = practice.named("José Núñez");
  model.navigation.openConversation(conversation.id, 21);
  await expect.poll(() => model.chat.current()?.stretch.atEnd).toBe(false);
  model.drafts.change(conversation.id, "The message");
  practice.slow("messages", 20);
  const sending = model.chat.send();
  model.drafts.change(conversation.id, "The next one");
  await sending;
  expect(practice.calls.filter(({ command }) => command === "send_message")).toMatchObject([
    { args: [conversation.id, "The message"] },
  ]);
  expect(model.drafts.of(conversation.id).get().text).toBe("The next one");
});

test("a message that turns out not to go out is announced, and one known from before is not", async () => {
  const { model, practice } = await start();
  await expect.poll(() => practice.calls.some(({ command }) => command === "not_sent")).toBe(true);
  await open(model, practice, "José Núñez");
  practice.refuseNext("José Núñez", "refused", true);
  model.drafts.change(practice.named("José Núñez").id, "Will be refused");
  await model.chat.send();
  await expect.poll(() => announced(model)).toBe("A message to José Núñez was not sent");
  model.announcer.clear();
  await model.notSent.refresh();
  expect(announced(model)).toBe("");
});
