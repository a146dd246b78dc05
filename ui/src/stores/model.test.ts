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
  const state = model.chat.state.get();
  expect(state).toMatchObject({ kind: "removed", unsaved: "not saved yet" });
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
