// @vitest-environment jsdom

import { expect, test } from "vitest";
import { fakeBackend } from "../api/fake/fakeBackend";
import { scenario } from "../api/fake/scenario";
import { Model } from "./model";

async function opened() {
  const practice = scenario(null);
  const model = new Model(fakeBackend(practice));
  await model.start();
  return { practice, model };
}

test("an hour of quiet begins and ends for whoever asks, here or in the tray", async () => {
  const { practice, model } = await opened();
  await model.notifications.setQuiet(true);
  expect(Date.parse(model.notifications.quietUntil.get() ?? "")).toBeGreaterThan(Date.now());
  practice.setQuiet(null);
  expect(model.notifications.quietUntil.get()).toBeNull();
  practice.setQuiet("2026-11-22T10:00:00.000Z");
  await model.notifications.readQuiet();
  expect(model.notifications.quietUntil.get()).toBe("2026-11-22T10:00:00.000Z");
});

test("a removed conversation is gone from the log at once", async () => {
  const { practice, model } = await opened();
  practice.noteNotification("shown", "Maria Alvarez");
  practice.noteNotification("in_front", "Zoë Brandt-Søndergaard");
  practice.noteNotification("counted", null);
  await model.notifications.readLog();
  expect(model.notifications.log.get().notes?.map((note) => note.outcome)).toEqual([
    "counted",
    "in_front",
    "shown",
  ]);
  practice.leaveCareTeam("Maria Alvarez");
  expect(model.notifications.log.get().notes?.map((note) => note.outcome)).toEqual(["counted", "in_front"]);
});

test("a log that cannot be read says so, and one that comes after the lock is not shown", async () => {
  const { practice, model } = await opened();
  practice.failNext("notification_log", "internal");
  await model.notifications.readLog();
  expect(model.notifications.log.get().error?.code).toBe("internal");
  practice.noteNotification("shown", "Maria Alvarez");
  practice.slow("notification_log", 20);
  const reading = model.notifications.readLog();
  model.notifications.reset();
  await reading;
  expect(model.notifications.log.get()).toEqual({ notes: null, error: null });
});

test("what came of a test is shown until it is forgotten, and an earlier one's answer is let go", async () => {
  const { practice, model } = await opened();
  const { trial } = model.notifications;
  const sending = model.notifications.sendTest();
  expect(trial.get().pending).toBe(true);
  await sending;
  expect(trial.get()).toEqual({ pending: false, result: practice.notificationTest, error: null });
  practice.failNext("test_notification", "internal");
  await model.notifications.sendTest();
  expect([trial.get().result, trial.get().error?.code]).toEqual([null, "internal"]);
  const late = model.notifications.sendTest();
  model.notifications.forgetTest();
  await late;
  expect(trial.get()).toEqual({ pending: false, result: null, error: null });
});
