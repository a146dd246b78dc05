// @vitest-environment jsdom

import { expect, test } from "vitest";
import { fakeBackend } from "../api/fake/fakeBackend";
import type { FakePractice } from "../api/fake/practice";
import { scenario } from "../api/fake/scenario";
import { Model } from "./model";

async function start(): Promise<{ model: Model; practice: FakePractice }> {
  const practice = scenario(null);
  const model = new Model(fakeBackend(practice));
  await model.start();
  await expect.poll(() => model.session.app.get().state).toBe("signed_in");
  return { model, practice };
}

test("the answer to the question is kept and the question goes", async () => {
  const { model, practice } = await start();
  practice.emit({ kind: "close_asked" });
  await expect.poll(() => model.closing.asked.get()).toBe(true);
  await model.closing.answer("keep_running");
  expect(model.closing.asked.get()).toBe(false);
  expect(practice.settings.when_closed).toBe("keep_running");
});

test("a question that is put away changes nothing, and the backend hears of it", async () => {
  const { model, practice } = await start();
  practice.emit({ kind: "close_asked" });
  await model.closing.answer(null);
  expect(model.closing.asked.get()).toBe(false);
  expect(practice.settings.when_closed).toBe("ask");
  expect(practice.calls.at(-1)).toEqual({ command: "answer_close", args: [null] });
});

test("an answer that cannot be kept leaves the question there", async () => {
  const { model, practice } = await start();
  practice.failNext("answer_close", "disk_full");
  practice.emit({ kind: "close_asked" });
  await model.closing.answer("quit");
  expect(model.closing.asked.get()).toBe(true);
  expect(model.closing.failure.get()?.code).toBe("disk_full");
});

test("a link opens its conversation, at once or after the lock", async () => {
  const { model, practice } = await start();
  const { id } = practice.named("José Núñez");
  practice.linkTo(id);
  await expect.poll(() => model.chat.current()?.conversationId).toBe(id);

  const other = practice.named("Maria Alvarez");
  await model.lockNow();
  expect(model.session.app.get().state).toBe("locked");
  practice.wanted = other.id;
  await model.session.unlock("linden-bridge-42");
  await expect.poll(() => model.chat.current()?.conversationId).toBe(other.id);
});

test("a link to nobody's conversation says so, until the conversation is there", async () => {
  const { model, practice } = await start();
  const later = practice.named("José Núñez");
  practice.conversations.delete(later.id);
  practice.linkTo(later.id);
  await expect
    .poll(() => model.chat.state.get())
    .toMatchObject({ kind: "failed", error: { code: "not_found" } });
  practice.conversations.set(later.id, later);
  practice.changed(later.id);
  await expect.poll(() => model.chat.current()?.conversationId).toBe(later.id);
});
